using System.Text.Json;
using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Core.Properties;
using ContactsFunctions.Tests.Meaning;
using FsCheck;
using FsCheck.Fluent;

namespace ContactsFunctions.Core.Tests.Contacts;

public sealed class WriteBackTests
{
    private static readonly Editing Edit = new([.. MeaningSchema.Definitions]);

    private static readonly Arbitrary<Contact> Contacts =
        (from first in RandomContacts.One(0, MeaningSchema.Schema)
         from second in RandomContacts.One(1, MeaningSchema.Schema)
         from edited in Gen.Elements(false, true)
         from clears in Gen.Elements("{}", """{"email":null}""", """{"phone":null}""", """{"full_name":null}""")
         select Edit.Apply(clears, edited ? Edit.Apply(second, Edit.Apply(first)) : Edit.Apply(first)) with { Source = "api", SequenceNumber = 1 }).ToArbitrary();

    [Fact]
    public void Writing_back_all_that_was_read_changes_nothing() => Check(contact =>
        Same(contact, Edit.Apply(Read(contact, _ => true, withAbsent: false), contact)) && Same(contact, Edit.Apply(Read(contact, _ => true, withAbsent: true), contact)));

    [Fact]
    public void Writing_back_any_one_value_changes_nothing() => Check(contact =>
        Edit.Schema.Definitions.All(d => Same(contact, Edit.Apply(Read(contact, slug => slug == d.Slug, withAbsent: true), contact))));

    [Fact]
    public void A_contact_read_from_its_document_is_the_same() => Check(contact =>
        Same(contact, ContactDocument.Read(contact.Id.ToString(), ContactDocument.Write(contact))));

    private static void Check(Func<Contact, bool> holds) => Prop.ForAll(Contacts, holds).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static bool Same(Contact before, Contact after) => ContactDocument.Write(before).AsSpan().SequenceEqual(ContactDocument.Write(after));

    private static ContactValuesInput Read(Contact contact, Func<string, bool> takes, bool withAbsent) => new(
        [.. from definition in Edit.Schema.Definitions
            where takes(definition.Slug)
            let value = contact.ValueOf(definition)
            where value is not null || withAbsent
            select KeyValuePair.Create(definition.Slug, Input(value))],
        [.. contact.Lists.Select(l => KeyValuePair.Create<string, IReadOnlyList<KeyValuePair<string, PropertyInput>>?>(
            l.Key, [.. l.Value.Select(v => KeyValuePair.Create(v.Key, Input(v.Value)))]))]);

    private static PropertyInput Input(PropertyValue? value) =>
        PropertyInput.Of(JsonSerializer.Deserialize<JsonElement>(value is null ? "null"u8.ToArray() : Json.Write(value.WriteTo)));
}
