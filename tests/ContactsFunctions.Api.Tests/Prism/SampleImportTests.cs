using System.Text;
using ContactsFunctions.Api.Tests.Harness;
using static ContactsFunctions.Api.Tests.Harness.ContactCalls;

namespace ContactsFunctions.Api.Tests.Prism;

public sealed class SampleImportTests(ApiFixture fixture)
{
    private const string Mapping = """
        {"id":"external_id","name":"full_name","email":"email","identifier":"identifier","document_number":"document_number","phone_number":"phone",
         "labels":"tags","ip_address":"ip_address","company_name":"company","custom_attribute_1":"attribute_1","custom_attribute_2":"attribute_2"}
        """;

    [Fact]
    public async Task The_sample_of_a_support_desk_is_imported_as_far_as_it_is_whole()
    {
        var team = await fixture.NewTeamAsync();
        foreach (var (slug, type) in (List<(string, string)>)[("identifier", "TEXT"), ("document_number", "NUMBER"), ("ip_address", "TEXT"), ("attribute_1", "TEXT"), ("attribute_2", "TEXT")])
        {
            await team.Admin.Define(slug, type);
        }

        var csv = await Sample();
        var options = $"dedupe_by=email&mapping={Uri.EscapeDataString(Mapping)}";
        var done = await Expect.Status(200, team.Member.ImportCsv(csv, options));

        Assert.Equal(("complete", "utf-8"), (done["status"], done["encoding"]));
        Assert.Equal((8, 8, 1, 7, 1, 0, 0), (done["total"].Int, done["processed"].Int, done["succeeded"].Int, done["failed"].Int, done["created"].Int, done["updated"].Int, done["existing"].Int));
        Assert.Equal(Enumerable.Range(2, 8), done["results"].Select(r => r["line"].Int));
        Assert.All(done["results"].Skip(1), row =>
        {
            Assert.Equal("too_few_fields", row["error"]["code"]);
            Assert.Contains("10", row["error"]["message"].ToString(), StringComparison.Ordinal);
            Assert.Contains("11", row["error"]["message"].ToString(), StringComparison.Ordinal);
        });

        var values = await team.Member.Values(done["results"][0]["id"]!);
        Assert.Equal(
            ("1", "Clarice Uzzell", "cuzzell0@mozilla.org", "bb4e11cd-0f23-49da-a123-dcc1fec6852c", "12345678", "+498963648018"),
            (values["external_id"], values["full_name"], values["email"], values["identifier"], values["document_number"], values["phone"]));
        Assert.Equal(("70.61.11.201", "Acme Inc", "Random-value-1", "Random-value-1"), (values["ip_address"], values["company"], values["attribute_1"], values["attribute_2"]));
        Assert.True(values["tags"].IsMissing);

        var again = await Expect.Status(200, team.Member.ImportCsv(csv, options));
        Assert.Equal((0, 1, 7), (again["created"].Int, again["existing"].Int, again["failed"].Int));
        Assert.Equal(done["results"][0]["id"].ToString(), again["results"][0]["id"]);
        Assert.Equal(1, (await team.Member.Get(Contacts + "/count"))["total"].Int);
    }

    private static async Task<string> Sample()
    {
        await using var stream = typeof(SampleImportTests).Assembly.GetManifestResourceStream("support-desk-sample.csv")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
