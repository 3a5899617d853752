using System.Text.Json;
using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Core.Exports;
using ContactsFunctions.Core.Imports;
using ContactsFunctions.Core.Properties;
using ContactsFunctions.Core.Tests.Contacts;
using ContactsFunctions.Tests.Meaning;
using FsCheck;
using FsCheck.Fluent;

namespace ContactsFunctions.Core.Tests.Exports;

public sealed class RoundTripTests
{
    private static readonly Editing Edit = new([.. MeaningSchema.Definitions]);

    private static readonly Gen<string> Nasty = Gen.Elements('=', '+', '-', '@', '\'', '\t', '\r', '\n', '"', ',', ';', '\\', ' ', 'a', 'é', '5').ArrayOf().Select(c => new string(c));

    private static readonly Gen<Contact> One =
        from first in RandomContacts.One(0, MeaningSchema.Schema)
        from texts in Nasty.ArrayOf(4)
        from tags in Nasty.ArrayOf()
        from phone in Gen.Elements("=1", "+1 (415) 555-1234", "-1", "'+1", "@5;6", "\\5", "415\t5")
        from name in Gen.Elements("{}", """{"first_name":"Mary Ann","last_name":null}""", """{"last_name":"de la Cruz","first_name":null}""", """{"full_name":"  "}""", """{"full_name":"Ada"}""")
        from clears in Gen.Elements("{}", "{}", """{"email":null}""", """{"phone":null}""")
        from isNasty in Gen.Elements(false, true)
        let nasty = JsonSerializer.Serialize(new { company = texts[0], description = texts[1], city = texts[2], external_id = texts[3], tags, phone })
        select Edit.Apply(clears, Edit.Apply(name, isNasty ? Edit.Apply(nasty, Edit.Apply(first)) : Edit.Apply(first)));

    private static readonly Arbitrary<Contact[]> Contacts = Gen.NonEmptyListOf(One).Resize(8).Select(c => c.ToArray()).ToArbitrary();

    private static readonly ExportSelection All = new(Edit.Schema);

    [Fact]
    public void Contacts_written_as_NDJSON_read_back_equal_lists_too() => Prop.ForAll(Contacts, contacts =>
    {
        var rows = Read(ExportFormat.Ndjson, contacts);
        return rows.Count == contacts.Length && rows.Zip(contacts).All(p => IsWithoutValue(p.First, p.Second)
            || (Differences(p.Second, Import(p.First), emptyIsAbsent: false) is [] && SameLists(p.Second, Import(p.First))));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Contacts_written_as_CSV_read_back_equal_but_for_empty_texts() => Prop.ForAll(Contacts, contacts =>
    {
        var rows = Read(ExportFormat.Csv, contacts);
        return (rows.Count == contacts.Length).Label($"{rows.Count} rows of {contacts.Length} contacts").And(() => rows.Zip(contacts).All(p => IsWithoutValue(p.First, p.Second)
            || (Differences(p.Second, Import(p.First), emptyIsAbsent: true) is var differences && differences.Count == 0 ? true : throw new InvalidOperationException(string.Join('\n', differences)))));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Theory]
    [InlineData("""{"first_name":"Mary Ann"}""")]
    [InlineData("""{"last_name":"de la Cruz"}""")]
    [InlineData("""{"first_name":"","last_name":"Byron"}""")]
    [InlineData("""{"full_name":"Ada"}""")]
    [InlineData("""{"full_name":"Ada King, Countess of Lovelace","last_name":"Lovelace"}""")]
    public void A_name_reads_back_in_the_parts_it_has(string body)
    {
        var contact = Edit.Apply(body);
        foreach (var format in new[] { ExportFormat.Csv, ExportFormat.Ndjson })
        {
            var read = Import(Assert.Single(Read(format, contact))).Name;
            Assert.Equal(contact.Name with { First = format == ExportFormat.Csv && contact.Name.First == "" ? null : contact.Name.First }, read);
        }
    }

    [Fact]
    public void An_e_mail_that_is_not_primary_is_not_so_after_NDJSON()
    {
        var contact = Edit.Apply("""{"email":null}""", Edit.Apply("""{"emails":["a@host.example","b@host.example","c@host.example"]}"""));
        var read = Import(Assert.Single(Read(ExportFormat.Ndjson, contact)));
        Assert.Equal(["b@host.example", "c@host.example"], read.Emails.Select(e => e.Address));
        Assert.Null(read.PrimaryEmail);
    }

    [Fact]
    public void NDJSON_leaves_out_what_an_import_may_not_write_and_names_accounts_by_UUID()
    {
        var contact = Edit.Apply("""{"company":"Acme","account_external_id":"x1"}""") with { Source = "api" };
        var id = ((PropertyValue.Text)contact.ValueOf(Edit.Schema.Find("account_id")!)!).Value;
        Assert.Equal($$$"""{"default":{"company":"Acme","account_id":"{{{id}}}","account_external_id":"x1"},"list":{}}""" + "\n", Exported.Text(ExportFormat.Ndjson, All, contact));
    }

    private static List<ImportRow> Read(ExportFormat format, params Contact[] contacts)
    {
        var body = new MemoryStream(Exported.Bytes(format, All, contacts));
        if (format == ExportFormat.Csv)
        {
            var (csv, problem) = CsvImport.OpenAsync(body, new CsvOptions(), Edit.Schema, CancellationToken.None).GetAwaiter().GetResult();
            Assert.Null(problem);
            return [.. csv!.ReadAsync(CancellationToken.None).ToBlockingEnumerable()];
        }

        var (ndjson, wrong) = NdjsonImport.OpenAsync(body, CancellationToken.None).GetAwaiter().GetResult();
        Assert.Null(wrong);
        return [.. ndjson!.ReadAsync(CancellationToken.None).ToBlockingEnumerable()];
    }

    private static Contact Import(ImportRow row)
    {
        Assert.Null(row.Error);
        return Edit.Apply(new ContactValuesInput(row.Default, row.Lists));
    }

    /// <summary>Only a contact that nothing can be said of becomes a row that an import refuses.</summary>
    private static bool IsWithoutValue(ImportRow row, Contact contact) =>
        row.Error is not null && contact.Lists.Count == 0 && Edit.Schema.Definitions.All(d => d.ReadOnly || Shown(contact, d, emptyIsAbsent: true) is null);

    private static List<string> Differences(Contact before, Contact after, bool emptyIsAbsent) =>
    [
        .. from definition in Edit.Schema.Definitions
           where !definition.ReadOnly && !(emptyIsAbsent && IsBeyondCsv(before, definition.Slug))
           let expected = Shown(before, definition, emptyIsAbsent)
           let actual = Shown(after, definition, emptyIsAbsent)
           where !Equals(expected, actual)
           select $"{definition.Slug}: {expected} became {actual}",
    ];

    /// <summary>An empty cell is absent: of entries without a primary one the first is taken for it, and an emptied part of a name is derived.</summary>
    private static bool IsBeyondCsv(Contact contact, string slug) => slug switch
    {
        "email" => contact.PrimaryEmail is null,
        "phone" => contact.PrimaryPhone is null,
        "full_name" or "first_name" or "last_name" => contact.Name is { Full: "" } or { First: "" } or { Last: "" },
        _ => false,
    };

    private static PropertyValue? Shown(Contact contact, PropertyDefinition definition, bool emptyIsAbsent) => contact.ValueOf(definition) switch
    {
        PropertyValue.Text { Value: "" } when emptyIsAbsent => null,
        PropertyValue.Many many when emptyIsAbsent && many.Values.Where(v => v is not PropertyValue.Text { Value: "" }).ToList() is var filled => filled.Count == 0 ? null : new PropertyValue.Many(filled),
        var value => value,
    };

    private static bool SameLists(Contact before, Contact after) =>
        before.Lists.Count == after.Lists.Count && before.Lists.All(l => after.Lists.TryGetValue(l.Key, out var values) && l.Value.Count == values.Count && l.Value.All(v => Equals(values.GetValueOrDefault(v.Key), v.Value)));
}
