using ContactsFunctions.Api.Tests.Harness;
using static ContactsFunctions.Api.Tests.Harness.ContactCalls;
using static ContactsFunctions.Api.Tests.Harness.JobCalls;

namespace ContactsFunctions.Api.Tests.Jobs;

public sealed class AsyncFormatTests(ApiFixture fixture)
{
    // More than one stored part of 500 rows.
    private const int Rows = 600;

    [Theory]
    [InlineData("text/csv", "")]
    [InlineData("application/x-ndjson", "")]
    [InlineData("text/vcard", "")]
    [InlineData("application/json", "options first")]
    [InlineData("application/json", "options last")]
    public async Task Every_format_is_a_job_whose_options_hold(string type, string order)
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var ada = await api.Make("""{"full_name":"Ada","email":"n3@host.example"}""");
        var objects = List(Rows, Json);
        const string Options = """{"dedupe_by":"email","update_existing":true,"default_country":"DE"}""";
        var body = (type, order) switch
        {
            ("text/csv", _) => "Full Name;E-mail;Phone\n" + Lines(Rows, i => $"n{i};n{i}@host.example;{Phone(i)}"),
            ("application/x-ndjson", _) => Lines(Rows, Json),
            ("text/vcard", _) => Lines(Rows, i => $"BEGIN:VCARD\nVERSION:3.0\nFN:n{i}\nEMAIL:n{i}@host.example\nTEL:{Phone(i)}\nEND:VCARD"),
            (_, "options first") => $$"""{"options":{{Options}},"objects":{{objects}}}""",
            _ => $$"""{"objects":{{objects}},"options":{{Options}}}""",
        };
        var query = type == "application/json" ? "" : "?dedupe_by=email&update_existing=true&default_country=DE";

        var done = await api.Finished(api.Post($"{Contacts}/import{query}", body, type));

        Assert.Equal((Rows - 2, 1, 0, 1), (done["created"].Int, done["updated"].Int, done["existing"].Int, done["failed"].Int));
        Assert.Equal(ada, done["results"][3]["id"]);
        Assert.Equal((550, "phone"), (done["results"].Single(r => !r["error"].IsNull)["input_index"].Int, done["results"][550]["error"]["property"]));
        Assert.Equal("n3", (await api.Values(ada))["full_name"]);
        var last = await api.Values(done["results"][Rows - 1]["id"]!);
        Assert.Equal((Json(Rows - 1), $"+4989{63648000 + Rows - 1}"), ($$$"""{"default":{"full_name":"{{{last["full_name"]}}}","email":"{{{last["email"]}}}","phone":"{{{Phone(Rows - 1)}}}"}}""", last["phone"]));
        Assert.Equal(Rows - 1, await api.Total());
    }

    private static string Phone(int i) => i == 550 ? "none" : $"089 {63648000 + i}";

    private static string Json(int i) => $$$"""{"default":{"full_name":"n{{{i}}}","email":"n{{{i}}}@host.example","phone":"{{{Phone(i)}}}"}}""";
}
