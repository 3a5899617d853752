using System.Globalization;
using System.Text;

namespace ContactsFunctions.Bench.Http;

/// <summary>Makes the bytes of requests; a number gives each request its own values.</summary>
internal sealed class Requests(int port, string key)
{
    private const string Contacts = "/v2/prism/demo/contact";

    private readonly string head = $"Host: 127.0.0.1:{port}\r\nx-api-key: {key}\r\n";

    /// <summary>The definitions of the custom properties of <see cref="Contact"/>.</summary>
    public IEnumerable<byte[]> Definitions =>
    [
        Of("POST", Contacts + "/properties", """{"slug":"lead_score","label":"Lead score","type":"NUMBER"}"""),
        Of("POST", Contacts + "/properties", """{"slug":"renewal_at","label":"Renewal","type":"DATETIME"}"""),
        Of("POST", Contacts + "/properties", """{"slug":"region","label":"Region","type":"TEXT"}"""),
    ];

    public byte[] Create(int number) => Of("POST", Contacts, Contact(number));

    public byte[] Upsert(int number) => Of("PUT", $"{Contacts}/by/email/{Email(number)}", Contact(number));

    public byte[] Patch(string id, int number) => Of("PATCH", $"{Contacts}/{id}", $$$"""{"default":{"title":"Engineer {{{number}}}"}}""");

    public byte[] Get(string id) => Of("GET", $"{Contacts}/{id}", "");

    public byte[] Page(string query) => Of("GET", $"{Contacts}?{query}", "");

    public byte[] ControlInsert(string json) => Of("POST", "/", json);

    public byte[] ControlRead(string id) => Of("GET", "/" + id, "");

    private static string Contact(int number) => string.Create(CultureInfo.InvariantCulture, $$$"""
        {"default":{"full_name":"Charlotte Featherstone {{{number}}}","first_name":"Charlotte","last_name":"Featherstone {{{number}}}","email":"{{{Email(number)}}}","phone":"(415) 555-{{{number % 10_000:0000}}}","company":"Northwind Traders {{{number % 500}}}","title":"Head of Procurement","city":"San Francisco","country":"United States","lead_score":{{{number % 1000}}},"renewal_at":"2027-03-01T09:30:00Z","region":"us-west-{{{number % 7}}}"}}
        """);

    private static string Email(int number) => $"charlotte.featherstone.{number}@northwind.example";

    private byte[] Of(string verb, string path, string body)
    {
        var content = body.Length == 0 ? "" : $"Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n";
        return Encoding.UTF8.GetBytes($"{verb} {path} HTTP/1.1\r\n{head}{content}\r\n{body}");
    }
}
