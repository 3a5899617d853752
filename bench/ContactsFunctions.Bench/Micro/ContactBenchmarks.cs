using System.Text.Json;
using BenchmarkDotNet.Attributes;
using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Core.Properties;
using ContactsFunctions.Core.Storage;

namespace ContactsFunctions.Bench.Micro;

/// <summary>What one create costs in Core, step by step, for a contact as of the HTTP benchmark.</summary>
[MemoryDiagnoser]
public class ContactBenchmarks
{
    private static readonly JsonElement Body = JsonElement.Parse("""
        {"full_name":"Charlotte Featherstone","first_name":"Charlotte","last_name":"Featherstone","email":"charlotte@northwind.example","phone":"(415) 555-0132",
         "company":"Northwind Traders","title":"Head of Procurement","city":"San Francisco","country":"United States","lead_score":73,"renewal_at":"2027-03-01T09:30:00Z","region":"us-west-2"}
        """);

    private readonly Schema schema = new([Custom("lead_score", PropertyType.Number), Custom("renewal_at", PropertyType.DateTime), Custom("region", PropertyType.Text)], "US");
    private Contact contact = null!;
    private byte[] document = [];

    /// <summary>Makes the contact that the steps after the edit begin with.</summary>
    [GlobalSetup]
    public void MakeContact()
    {
        contact = Edit();
        document = WriteDocument();
    }

    /// <summary>Reads and applies the client's values.</summary>
    [Benchmark]
    public Contact Edit()
    {
        var errors = new List<ContactError>();
        var input = new ContactValuesInput([.. Body.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, PropertyInput.Of(p.Value)))], []);
        var made = ContactEdit.Apply(new Contact(Guid.NewGuid(), DateTimeOffset.UtcNow), input, new EditContext("demo", schema, DateTimeOffset.UtcNow, TimeProvider.System), errors);
        return errors.Count == 0 ? made : throw new InvalidOperationException(errors[0].Message);
    }

    /// <summary>Computes what the contact is found and sorted by.</summary>
    [Benchmark]
    public DocumentIndex Project() => ContactIndex.Of(contact, schema);

    /// <summary>Computes the reservations.</summary>
    [Benchmark]
    public IReadOnlyList<UniqueValue> Reserve() => UniqueValues.Of(contact, schema);

    /// <summary>Writes the stored JSON.</summary>
    [Benchmark]
    public byte[] WriteDocument() => ContactDocument.Write(contact);

    /// <summary>Reads it.</summary>
    [Benchmark]
    public Contact ReadDocument() => ContactDocument.Read("0198e1a0-0000-7000-8000-000000000000", document);

    private static PropertyDefinition Custom(string slug, PropertyType type) => new(Guid.NewGuid(), slug, type) { Label = slug };
}
