using ContactsFunctions.Api.Tests.Harness;
using static ContactsFunctions.Api.Tests.Harness.ContactCalls;

namespace ContactsFunctions.Api.Tests.Prism;

public sealed class ImportTests(ApiFixture fixture)
{
    private const string List = "0192d3a0-7c1e-7000-8000-00000000000a";

    [Fact]
    public async Task Every_row_has_a_result_and_the_counts_add_up()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var holder = await api.Make("""{"email":"taken@host.example"}""");

        var done = await Expect.Status(200, api.Import($$$$"""
            [{"default":{"full_name":"a","email":"a@host.example"}},
             {"default":{"email":"no address"}},
             {"default":{"email":"taken@host.example"}},
             {"default":{"email":"A@host.example"}},
             {"default":{"emial":"x"}},
             {"default":{"source":"sync"}},
             {"default":{}},
             {},
             "nonsense",
             {"default":[]},
             {"list":{"{{{{List}}}}":{}}},
             {"default":{"tags":TAGS}}]
            """.Replace("TAGS", "[" + string.Join(',', Enumerable.Range(0, 101).Select(i => $"\"{i}\"")) + "]", StringComparison.Ordinal)));

        Assert.True(done["job_id"].IsNull);
        Assert.Equal(("import", "complete"), (done["kind"], done["status"]));
        Assert.Equal((12, 12, 2, 10, 2, 0, 0, 0), (Count("total"), Count("processed"), Count("succeeded"), Count("failed"), Count("created"), Count("updated"), Count("existing"), Count("cancelled")));
        Assert.True(done["error"].IsNull);
        Assert.Equal(0, done["ignored_columns"].Count);
        Assert.StartsWith($"/v2/prism/{api.Team}/imports/", done.Header("Location"), StringComparison.Ordinal);
        Assert.True(string.CompareOrdinal(done["created_at"], done["expires_at"]) < 0);
        var results = done["results"].ToList();
        Assert.Equal(Enumerable.Range(0, 12), results.Select(r => r["input_index"].Int));
        Assert.Equal(
            [null, "invalid_value", "unique_value_taken", "unique_value_taken", "unknown_property", "read_only_property", "invalid_value", "invalid_value", "bad_json", "bad_json", null, "limit_exceeded"],
            results.Select(r => r["error"]["code"].ToString()));
        Assert.Equal((holder, "taken@host.example", "email"), (results[2]["error"]["holder"], results[2]["error"]["value"], results[2]["error"]["property"]));
        Assert.Equal(results[0]["id"].ToString(), results[3]["error"]["holder"]);
        Assert.Equal(("true", "false", "false"), (results[0]["created"], results[0]["existing"], results[0]["updated"]));
        Assert.True(results[1]["id"].IsNull);
        Assert.True(results[0]["line"].IsMissing);

        var values = await api.Values(results[0]["id"]!);
        Assert.Equal("import", values["source"]);
        Assert.Equal(done.Header("Location")!.Split('/')[^1], values["import_job_id"]);
        Assert.Equal(2, (await api.List($"import_job_id={values["import_job_id"]}"))["data"].Count);
        Assert.Equal(3, (await api.Get(Contacts + "/count"))["total"].Int);

        int Count(string name) => done[name].Int;
    }

    [Theory]
    [InlineData("\"email\"")]
    [InlineData("[\"email\"]")]
    public async Task A_match_is_left_alone_or_updated(string dedupe)
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var id = await api.Make("""{"email":"a@host.example","city":"Rome"}""");
        const string Rows = """[{"default":{"email":"A@Host.example","city":"Bern"}},{"default":{"email":"b@host.example"}},{"default":{"email":"b@host.example","city":"Oslo"}},{"default":{"city":"None"}}]""";

        var left = await Expect.Status(200, api.Import(Rows, $$"""{"dedupe_by":{{dedupe}}}"""));
        Assert.Equal((2, 0, 2, 0), (left["created"].Int, left["updated"].Int, left["existing"].Int, left["failed"].Int));
        Assert.Equal((id, "false", "true", "false"), (left["results"][0]["id"], left["results"][0]["created"], left["results"][0]["existing"], left["results"][0]["updated"]));
        Assert.Equal(left["results"][1]["id"].ToString(), left["results"][2]["id"]);
        Assert.Equal("Rome", (await api.Values(id))["city"]);

        var updated = await Expect.Status(200, api.Import(Rows, $$"""{"dedupe_by":{{dedupe}},"update_existing":true}"""));
        Assert.Equal((1, 2, 1), (updated["created"].Int, updated["updated"].Int, updated["existing"].Int));
        Assert.Equal(("true", "true"), (updated["results"][0]["existing"], updated["results"][0]["updated"]));
        Assert.Equal("Bern", (await api.Values(id))["city"]);
        Assert.Equal("Oslo", (await api.Values(updated["results"][2]["id"]!))["city"]);
    }

    [Fact]
    public async Task Only_an_exact_match_counts_when_case_matters_and_several_matches_fail_the_row()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var id = await api.Make("""{"company":"Engines"}""");
        var folded = await Expect.Status(200, api.Import("""[{"default":{"company":"ENGINES"}}]""", """{"dedupe_by":"company"}"""));
        Assert.Equal(id, folded["results"][0]["id"]);
        var exact = await Expect.Status(200, api.Import("""[{"default":{"company":"ENGINES"}},{"default":{"company":"Engines"}}]""", """{"dedupe_by":"company","caseInsensitive":false}"""));
        Assert.Equal((1, 1), (exact["created"].Int, exact["existing"].Int));
        Assert.Equal(id, exact["results"][1]["id"]);
        var several = await Expect.Status(200, api.Import("""[{"default":{"company":"engines"}}]""", """{"dedupe_by":"company"}"""));
        Assert.Equal("multiple_matches", several["results"][0]["error"]["code"]);
    }

    [Fact]
    public async Task What_is_created_or_updated_joins_the_list_and_a_match_left_alone_does_not()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var done = await Expect.Status(200, api.Import("""[{"default":{"full_name":"a","company":"x"}},{"default":{"full_name":"b"}}]""", $$"""{"list_id":"{{List}}"}"""));
        Assert.Equal(2, done["created"].Int);
        Assert.Equal("a b", await api.List($"list_id={List}&sort=full_name").Names());
        await api.Make("""{"full_name":"c","company":"y"}""");
        var again = await Expect.Status(200, api.Import("""[{"default":{"company":"x"}},{"default":{"full_name":"d","company":"y"}}]""", $$"""{"list_id":"{{List}}","dedupe_by":"company"}"""));
        Assert.Equal((1, 1), (again["created"].Int, again["existing"].Int));
        Assert.Equal("a b d", await api.List($"list_id={List}&sort=full_name").Names());
    }

    [Fact]
    public async Task A_country_reads_the_phones_of_this_import()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var done = await Expect.Status(200, api.Import("""[{"default":{"phone":"089 63648018"}}]""", """{"default_country":"DE"}"""));
        Assert.Equal("+498963648018", (await api.Values(done["results"][0]["id"]!))["phone"]);
    }

    [Fact]
    public async Task A_dry_run_reports_everything_and_writes_nothing()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var id = await api.Make("""{"email":"a@host.example","city":"Rome"}""");
        const string Rows = """[{"default":{"email":"a@host.example","city":"Bern"}},{"default":{"email":"b@host.example"}},{"default":{"email":"B@host.example"}},{"default":{"email":"x"}},{"default":{"email":"c@host.example","external_id":"1"}},{"default":{"email":"d@host.example","external_id":"1"}}]""";
        var plain = await Expect.Status(200, api.Import(Rows, """{"dry_run":true}"""));
        Assert.Equal(["unique_value_taken", null, "unique_value_taken", "invalid_value", null, "unique_value_taken"], plain["results"].Select(r => r["error"]["code"].ToString()));
        var matched = await Expect.Status(200, api.Import(Rows, """{"dry_run":true,"dedupe_by":"email","update_existing":true}"""));
        Assert.Equal((2, 1, 1, 2), (matched["created"].Int, matched["updated"].Int, matched["existing"].Int, matched["failed"].Int));
        Assert.Equal(id, matched["results"][0]["id"]);
        Assert.True(matched["results"][1]["id"].IsNull);
        Assert.True(matched["results"][2]["id"].IsNull);
        Assert.Null(matched.Header("Location"));
        Assert.Equal("complete", matched["status"]);
        Assert.Equal(1, (await api.Get(Contacts + "/count"))["total"].Int);
        Assert.Equal("Rome", (await api.Values(id))["city"]);
    }

    [Theory]
    [InlineData("""{"dry_rum":true}""", "unknown_option")]
    [InlineData("""{"dry_run":"perhaps"}""", "invalid_option")]
    [InlineData("""{"dry_run":1}""", "invalid_option")]
    [InlineData("""{"dedupe_by":"emial"}""", "unknown_property")]
    [InlineData("""{"dedupe_by":["email","phone"]}""", "invalid_option")]
    [InlineData("""{"dedupe_by":5}""", "invalid_option")]
    [InlineData("""{"list_id":"friends"}""", "invalid_option")]
    [InlineData("""{"default_country":"Germany"}""", "invalid_option")]
    [InlineData("[]", "invalid_body")]
    [InlineData("""{"\ud800":true}""", "invalid_json")]
    [InlineData("""{"mapping":{"\ud800":"email"}}""", "invalid_json")]
    public async Task An_option_that_cannot_be_is_a_400_and_imports_nothing(string options, string code)
    {
        var api = (await fixture.NewTeamAsync()).Member;
        await Expect.Problem(400, code, api.Import("""[{"default":{"full_name":"a"}}]""", options));
        Assert.Equal(0, (await api.Get(Contacts + "/count"))["total"].Int);
    }

    [Fact]
    public async Task A_lone_surrogate_fails_its_row_alone()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var done = await Expect.Status(200, api.Import("""[{"default":{"full_name":"\ud800"}},{"default":{"nowhere":["\uDC00x"]}},{"default":{"full_name":"Ada \ud83d\ude00"}}]"""));
        Assert.Equal((1, 2), (done["created"].Int, done["failed"].Int));
        Assert.Equal("invalid_value", (string?)done["results"][0]["error"]["code"]);
    }

    [Theory]
    [InlineData("""{"objects":[]}""", "empty_import")]
    [InlineData("{}", "invalid_body")]
    [InlineData("[]", "invalid_body")]
    [InlineData("""{"objects":{}}""", "invalid_body")]
    [InlineData("{", "invalid_json")]
    [InlineData("", "invalid_body")]
    public async Task A_body_without_rows_is_a_400(string body, string code)
    {
        var api = (await fixture.NewTeamAsync()).Member;
        await Expect.Problem(400, code, api.Post(Contacts + "/import", body));
    }

    [Fact]
    public async Task More_than_a_hundred_rows_are_accepted_as_a_job()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var rows = Enumerable.Range(0, 101).Select(i => $$$"""{"default":{"full_name":"n{{{i}}}"}}""").ToList();
        Assert.Equal(100, (await Expect.Status(200, api.Import("[" + string.Join(',', rows.Take(100)) + "]")))["created"].Int);
        foreach (var accepted in (ApiAnswer[])[await api.Import("[" + string.Join(',', rows) + "]"), await api.ImportCsv("full_name\n" + string.Concat(Enumerable.Repeat("a\n", 101)))])
        {
            Expect.Status(202, accepted);
            Assert.Equal(101, accepted["total"].Int);
            Assert.Equal($"/v2/prism/{api.Team}/imports/{accepted["job_id"]}", accepted.Header("Location"));
            Assert.True(int.Parse(accepted.Header("Retry-After")!, System.Globalization.CultureInfo.InvariantCulture) > 0);
        }
    }
}
