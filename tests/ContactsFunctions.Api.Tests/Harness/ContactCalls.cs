namespace ContactsFunctions.Api.Tests.Harness;

/// <summary>Prism's operations by name, on bodies that are written out in the tests.</summary>
internal static class ContactCalls
{
    /// <summary>The path of the collection.</summary>
    public const string Contacts = "/v2/prism/{team}/contact";

    /// <summary>The path of the definitions.</summary>
    public const string Properties = Contacts + "/properties";

    /// <summary>POST of a contact with these default values, a JSON object.</summary>
    public static Task<ApiAnswer> Create(this ApiClient api, string values) => api.Post(Contacts, $$"""{"default":{{values}}}""");

    /// <summary>The same, which must succeed; gives the contact's id.</summary>
    public static async Task<string> Make(this ApiClient api, string values) => (await Expect.Status(201, api.Create(values)))["id"]!;

    /// <summary>GET of a contact.</summary>
    public static Task<ApiAnswer> Read(this ApiClient api, string id) => api.Get($"{Contacts}/{id}");

    /// <summary>The default values of a contact that must be there.</summary>
    public static async Task<JsonView> Values(this ApiClient api, string id) => (await Expect.Status(200, api.Read(id)))["default"];

    /// <summary>PATCH of a contact's default values.</summary>
    public static Task<ApiAnswer> Change(this ApiClient api, string id, string values) => api.Patch($"{Contacts}/{id}", $$"""{"default":{{values}}}""");

    /// <summary>Soft delete, which must succeed.</summary>
    public static Task<ApiAnswer> Remove(this ApiClient api, string id) => Expect.Status(204, api.Delete($"{Contacts}/{id}"));

    /// <summary>GET of the list with this query string.</summary>
    public static Task<ApiAnswer> List(this ApiClient api, string query = "") => api.Get($"{Contacts}?{query}");

    /// <summary>POST of a query body.</summary>
    public static Task<ApiAnswer> Query(this ApiClient api, string body) => api.Post(Contacts + "/query", body);

    /// <summary>GET by a value, which is escaped here.</summary>
    public static Task<ApiAnswer> Find(this ApiClient api, string slug, string value) => api.Get($"{Contacts}/by/{slug}/{Uri.EscapeDataString(value)}");

    /// <summary>PUT by a value, which is escaped here.</summary>
    public static Task<ApiAnswer> Upsert(this ApiClient api, string slug, string value, string values = "{}") =>
        api.Put($"{Contacts}/by/{slug}/{Uri.EscapeDataString(value)}", $$"""{"default":{{values}}}""");

    /// <summary>POST of an import from JSON: its objects and options as JSON.</summary>
    public static Task<ApiAnswer> Import(this ApiClient api, string objects, string options = "{}") =>
        api.Post(Contacts + "/import", $$"""{"objects":{{objects}},"options":{{options}}}""");

    /// <summary>POST of an import from CSV: its options as a query string.</summary>
    public static Task<ApiAnswer> ImportCsv(this ApiClient api, string csv, string options = "") => api.Post($"{Contacts}/import?{options}", csv, "text/csv");

    /// <summary>Makes a property, which must succeed; gives the definition.</summary>
    public static async Task<ApiAnswer> Define(this ApiClient admin, string slug, string type, string more = "") =>
        await Expect.Status(201, admin.Post(Properties, $$"""{"slug":"{{slug}}","type":"{{type}}"{{(more.Length == 0 ? "" : "," + more)}}}"""));

    /// <summary>The full names of a page's rows, in its order.</summary>
    public static async Task<string> Names(this Task<ApiAnswer> page) => Names(await Expect.Status(200, page));

    /// <summary>The full names of a page's rows, in its order, parted by blanks.</summary>
    public static string Names(this ApiAnswer page) => string.Join(' ', page["data"].Select(row => row["properties"]["full_name"].ToString()));
}
