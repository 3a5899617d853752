using ContactsFunctions.Api.Tests.Harness;
using static ContactsFunctions.Api.Tests.Harness.ContactCalls;
using static ContactsFunctions.Api.Tests.Harness.JobCalls;

namespace ContactsFunctions.Api.Tests.Jobs;

public sealed class AsyncOptionTests(ApiFixture fixture)
{
    private const string Guessed = "full_name,Score,Joined On,Active,Mail 2,Remark\n";

    [Theory]
    [InlineData(20)]
    [InlineData(600)]
    public async Task Missing_options_are_made_when_asked_and_fail_their_rows_when_not(int rows)
    {
        var team = await fixture.NewTeamAsync();
        var api = team.Member;
        await team.Admin.Define("size", "SINGLE_SELECT", "\"options\":[{\"label\":\"Small\"}]");
        var csv = "full_name,size\n" + Lines(rows, i => $"n{i},{(i % 2 == 0 ? "small" : $"Size {i % 5}")}");
        var refused = await api.Finished(api.Async().ImportCsv(csv), "results=errors");
        Assert.Equal((rows / 2, rows / 2), (refused["created"].Int, refused["failed"].Int));

        var done = await api.Finished(api.Async().ImportCsv(csv, "create_missing_options=true"));
        Assert.Equal(rows, done["created"].Int);
        var options = (await Expect.Status(200, api.Get(Properties + "/size")))["options"];
        Assert.Equal(["Size 0", "Size 1", "Size 2", "Size 3", "Size 4", "Small"], options.Select(o => o["label"].ToString()!).Order(StringComparer.Ordinal));
        Assert.Equal(rows / 2 * 2, (await api.Column("full_name", "size=small")).Count);
        Assert.Equal(rows / 10, (await api.Column("full_name", "size=Size+3")).Count);
    }

    [Theory]
    [InlineData(20, false)]
    [InlineData(20, true)]
    [InlineData(1_200, true)]
    public async Task Missing_properties_are_made_with_the_types_that_their_values_have(int rows, bool queued)
    {
        var team = await fixture.NewTeamAsync();
        var csv = Guessed + Lines(rows, i => $"n{i},{i}.5,2024-05-0{i % 9 + 1}T10:00:00Z,{(i % 2 == 0 ? "true" : "false")},m{i}@host.example,note {i}");
        await Expect.Problem(403, "forbidden", team.Member.ImportCsv(csv, "create_missing_properties=true"));
        await AssertUntouchedAsync(team, "score");

        var api = team.Admin;
        var done = queued ? await api.Finished(api.Async().ImportCsv(csv, "create_missing_properties=true")) : await Expect.Status(200, api.ImportCsv(csv, "create_missing_properties=true"));
        Assert.Equal((rows, 0, 0), (done["created"].Int, done["failed"].Int, done["ignored_columns"].Count));
        var types = new List<string?>();
        foreach (var slug in (string[])["score", "joined_on", "active", "mail_2", "remark"])
        {
            types.Add((await Expect.Status(200, api.Get($"{Properties}/{slug}")))["type"]);
        }

        Assert.Equal(["NUMBER", "DATETIME", "CHECKBOX", "EMAIL", "TEXT"], types);
        Assert.Equal("Joined On", (await api.Get(Properties + "/joined_on"))["label"]);
        foreach (var i in (int[])[0, 7, rows - 1])
        {
            var values = await api.Values(done["results"][i]["id"]!);
            Assert.Equal(($"{i}.5", $"m{i}@host.example", $"note {i}"), (values["score"], values["mail_2"], values["remark"]));
        }
    }

    [Theory]
    [InlineData(10)]
    [InlineData(300)]
    public async Task Missing_properties_of_objects_are_made_too(int rows)
    {
        var api = (await fixture.NewTeamAsync()).Admin;
        var done = await api.Finished(api.Async().Import(List(rows, i => $$$"""{"default":{"full_name":"n{{{i}}}","score":{{{i}}},"words":["a","b{{{i}}}"]}}"""), """{"create_missing_properties":true}"""));
        Assert.Equal((rows, 0), (done["created"].Int, done["failed"].Int));
        var values = await api.Values(done["results"][rows - 1]["id"]!);
        Assert.Equal(((rows - 1).Text(), $"""["a","b{rows - 1}"]"""), (values["score"], values["words"]));
    }

    [Fact]
    public async Task Imports_at_once_make_the_same_missing_property_and_options_once()
    {
        var team = await fixture.NewTeamAsync();
        await team.Admin.Define("size", "SINGLE_SELECT");
        var done = await Task.WhenAll(Enumerable.Range(0, 5).Select(file => team.Admin.Finished(team.Admin.ImportCsv(
            $"full_name,Shared,Own {file},size\n" + Lines(300, i => $"n{i},{i},x{file},Size {i % 3}"), "create_missing_properties=true&create_missing_options=true"))));
        Assert.All(done, job => Assert.Equal((300, 0), (job["created"].Int, job["failed"].Int)));
        Assert.Equal(5, (await team.Admin.Column("full_name", "shared=7")).Count);
        Assert.Equal("NUMBER", (await team.Admin.Get(Properties + "/shared"))["type"]);
        Assert.Equal(300, (await team.Admin.Column("full_name", "own_4=x4")).Count);
        Assert.Equal(3, (await team.Admin.Get(Properties + "/size"))["options"].Count);
        Assert.Equal(500, (await team.Admin.Column("full_name", "size=Size+1")).Count);
    }

    [Fact]
    public async Task More_than_100_missing_properties_are_a_422_and_nothing_is_made()
    {
        var team = await fixture.NewTeamAsync();
        string Csv(int columns) => "full_name," + string.Join(',', Enumerable.Range(0, columns).Select(i => $"more {i}")) + "\n" + Lines(600, i => $"n{i}" + string.Concat(Enumerable.Repeat(",x", columns)));
        await Expect.Problem(422, "limit_exceeded", team.Admin.ImportCsv(Csv(101), "create_missing_properties=true"));
        await AssertUntouchedAsync(team, "more_0");
        Assert.Equal(600, (await team.Admin.Finished(team.Admin.ImportCsv(Csv(100), "create_missing_properties=true"), "results=none"))["created"].Int);
        Assert.Equal(600, (await team.Admin.Column("full_name", "more_99=x")).Count);
    }

    [Fact]
    public async Task A_mapping_names_the_columns_of_a_job()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var mapping = Uri.EscapeDataString("""{"Wer":"full_name","Wo":"city"}""");
        var done = await api.Finished(api.ImportCsv("Wer,Wo,Wann\n" + Lines(150, i => $"n{i},Bern,heute"), "mapping=" + mapping));
        Assert.Equal((150, """["Wann"]"""), (done["created"].Int, done["ignored_columns"]));
        Assert.Equal(150, (await api.Column("full_name", "city=Bern")).Count);
    }

    [Fact]
    public async Task A_dry_run_of_many_rows_reports_duplicates_inside_the_file_and_writes_nothing()
    {
        var team = await fixture.NewTeamAsync();
        var api = team.Admin;
        var holder = await api.Make("""{"email":"n1@host.example","city":"Rome"}""");
        var csv = "full_name,email,city,Score\n" + Lines(300, i => $"n{i},{(i == 299 ? "no address" : $"n{i % 250}@host.example")},Bern,{i}");

        var plain = await Expect.Status(200, api.ImportCsv(csv, "dry_run=true&create_missing_properties=true"));
        Assert.Equal((249, 51, 300), (plain["created"].Int, plain["failed"].Int, plain["results"].Count));
        Assert.Equal(holder, plain["results"][1]["error"]["holder"]);
        Assert.Equal(50, plain["results"].Count(r => r["error"]["code"] == "unique_value_taken"));
        Assert.All(plain["results"], r => Assert.True(r["id"].IsNull));
        var matched = await Expect.Status(200, api.Async().ImportCsv(csv, "dry_run=true&dedupe_by=email&update_existing=true"));
        Assert.Equal((249, 1, 2), (matched["created"].Int, matched["failed"].Int, matched["results"].Count(r => r["id"] == holder && r["updated"].Bool)));
        Assert.Equal(50, matched["updated"].Int + matched["existing"].Int);

        Assert.Equal((1, "Rome", 0), (await api.Total(), (await api.Values(holder))["city"], await api.JobCount()));
        await Expect.Problem(404, "not_found", api.Get(Properties + "/score"));
        await Expect.Problem(413, "too_many_rows", api.ImportCsv("full_name\n" + Lines(10_001, i => $"n{i}"), "dry_run=true"));
        Assert.Equal((1, 0), (await api.Total(), await api.JobCount()));
    }

    [Fact]
    public async Task A_misspelt_option_behind_many_objects_leaves_nothing()
    {
        var team = await fixture.NewTeamAsync();
        await Expect.Problem(400, "unknown_option", team.Admin.Import(List(1_100, i => $$$"""{"default":{"full_name":"n{{{i}}}","score":1}}"""), """{"create_missing_properties":true,"dry_rum":true}"""));
        await AssertUntouchedAsync(team, "score");
    }

    private static async Task AssertUntouchedAsync(TestTeam team, string property)
    {
        Assert.Equal((0, 0), (await team.Viewer.Total(), await team.Viewer.JobCount()));
        await Expect.Problem(404, "not_found", team.Viewer.Get($"{Properties}/{property}"));
    }
}
