using ContactsFunctions.Api.Tests.Harness;
using static ContactsFunctions.Api.Tests.Harness.ContactCalls;

namespace ContactsFunctions.Api.Tests.Prism;

public sealed class BatchTests(ApiFixture fixture)
{
    private const string Update = Contacts + "/batch/update";
    private const string Delete = Contacts + "/batch/delete";

    [Fact]
    public async Task Updates_succeed_and_fail_one_by_one_in_the_order_asked()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var (a, b) = (await api.Create("""{"full_name":"a"}"""), await api.Create("""{"full_name":"b","email":"b@host.example"}"""));
        var nobody = Guid.NewGuid().ToString();

        var done = await Expect.Status(200, api.Post(Update, $$$"""
            {"items":[
              {"id":"{{{b["id"]}}}","default":{"city":"Rome"},"list":{"{{{nobody}}}":{}},"if_match":{{{System.Text.Json.JsonSerializer.Serialize(b.ETag)}}}},
              {"id":"{{{nobody}}}","default":{"city":"Rome"}},
              {"id":"{{{a["id"]}}}","default":{"email":"b@host.example"}},
              {"id":"{{{a["id"]}}}","default":{"city":"Bern"},"if_match":"\"other\""},
              {"id":"{{{a["id"]}}}","default":{"emial":"x"}},
              {"id":"no uuid","default":{}},
              {"id":5},
              {"default":{}},
              "nonsense",
              {"id":"{{{a["id"]}}}","default":[]},
              {"id":"{{{a["id"]}}}","default":{"email":"no address"}},
              {"id":"{{{a["id"]}}}","default":{"city":"Oslo"},"if_match":"*"},
              {"id":"{{{a["id"]}}}","default":{"title":"Countess"}},
              {"id":"{{{a["id"]}}}"}
            ]}
            """));

        var results = done["results"].ToList();
        Assert.Equal(["ok", "error", "error", "error", "error", "error", "error", "error", "error", "error", "error", "ok", "ok", "ok"], results.Select(r => r["status"].ToString()));
        Assert.Equal(
            ["not_found", "unique_value_taken", "precondition_failed", "unknown_property", "not_found", "not_found", "not_found", "bad_json", "bad_json", "invalid_value"],
            results.Where(r => r["status"] == "error").Select(r => r["error"]["code"].ToString()));
        Assert.All(results.Where(r => r["status"] == "error"), r => Assert.False(string.IsNullOrEmpty(r["error"]["message"])));
        Assert.Equal(b["id"].ToString(), results[0]["id"]);
        Assert.Equal(nobody, results[1]["id"]);
        Assert.Null(results[8]["id"].ToString());
        Assert.True(results[8]["id"].IsNull);
        Assert.Equal((14, 4, 10), (done["summary"]["total"].Int, done["summary"]["succeeded"].Int, done["summary"]["failed"].Int));
        Assert.Equal("Rome", results[0]["record"]["default"]["city"]);
        Assert.Equal([nobody], results[0]["record"]["list"].Names);
        Assert.Equal(("Oslo", "Countess"), ((await api.Values(a["id"]!))["city"], (await api.Values(a["id"]!))["title"]));
    }

    [Fact]
    public async Task Deletes_succeed_and_fail_one_by_one_and_again()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var (a, b) = (await api.Make("{}"), await api.Make("{}"));
        await api.Make("""{"full_name":"stays"}""");
        var body = $$"""{"ids":["{{a}}","{{Guid.NewGuid()}}","{{b}}","x",5,"{{a}}"]}""";
        for (var i = 0; i < 2; i++)
        {
            var done = await Expect.Status(200, api.Post(Delete, body));
            Assert.Equal(["ok", "error", "ok", "error", "error", "ok"], done["results"].Select(r => r["status"].ToString()));
            Assert.Equal((6, 3, 3), (done["summary"]["total"].Int, done["summary"]["succeeded"].Int, done["summary"]["failed"].Int));
            Assert.Equal(a, done["results"][0]["id"]);
        }

        Assert.Equal("stays", await api.List().Names());
        await Expect.Status(200, api.Post($"{Contacts}/{a}/restore"));
    }

    [Theory]
    [InlineData(Update, "{}", 400, "invalid_body")]
    [InlineData(Update, "[]", 400, "invalid_body")]
    [InlineData(Update, """{"items":{}}""", 400, "invalid_body")]
    [InlineData(Update, null, 400, "invalid_body")]
    [InlineData(Delete, "{}", 400, "invalid_body")]
    [InlineData(Delete, """{"ids":"x"}""", 400, "invalid_body")]
    [InlineData(Delete, "{", 400, "invalid_json")]
    public async Task A_body_of_the_wrong_shape_is_a_400(string path, string? body, int status, string code)
    {
        var api = (await fixture.NewTeamAsync()).Member;
        await Expect.Problem(status, code, api.Post(path, body));
    }

    [Fact]
    public async Task An_empty_batch_is_done_at_once()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        foreach (var done in (ApiAnswer[])[await api.Post(Update, """{"items":[]}"""), await api.Post(Delete, """{"ids":[]}""")])
        {
            Expect.Status(200, done);
            Assert.Equal((0, 0), (done["results"].Count, done["summary"]["total"].Int));
        }
    }

    [Fact]
    public async Task A_hundred_are_done_at_once()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var made = await Expect.Status(200, api.Import("[" + string.Join(',', Enumerable.Range(0, 100).Select(i => $$$"""{"default":{"full_name":"n{{{i}}}","email":"n{{{i}}}@host.example"}}""")) + "]"));
        var ids = made["results"].Select(r => r["id"].ToString()).ToList();
        var updated = await Expect.Status(200, api.Post(Update, "{\"items\":[" + string.Join(',', ids.Select(i => $$$"""{"id":"{{{i}}}","default":{"city":"Rome"}}""")) + "]}"));
        Assert.Equal((100, 100), (updated["summary"]["succeeded"].Int, updated["results"].Count));
        Assert.All(updated["results"], r => Assert.Equal("Rome", r["record"]["default"]["city"]));
        var deleted = await Expect.Status(200, api.Post(Delete, "{\"ids\":[" + string.Join(',', ids.Select(i => $"\"{i}\"")) + "]}"));
        Assert.Equal(100, deleted["summary"]["succeeded"].Int);
    }
}
