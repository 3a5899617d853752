using ContactsFunctions.Api.Tests.Harness;
using static ContactsFunctions.Api.Tests.Harness.ContactCalls;
using static ContactsFunctions.Api.Tests.Harness.JobCalls;

namespace ContactsFunctions.Api.Tests.Jobs;

public sealed class ErrorsFileTests(ApiFixture fixture)
{
    [Fact]
    public async Task Failed_rows_come_back_with_their_columns_and_the_reason_and_mended_leave_nothing_over()
    {
        var team = await fixture.NewTeamAsync();
        var api = team.Member;
        string Row(int i) => i switch
        {
            10 => "'=SUM(A1),no address,\"Bern, CH\",38",
            20 => "n20,n19@host.example,\"two\nlines\",39",
            30 => "n30",
            40 => "n40,n40@host.example,Oslo,40,more,\"and, more\"",
            650 => "\"n650\" broken,n650@host.example,Rome,41",
            _ => $"n{i},n{i}@host.example,Rome,{i}",
        };
        var accepted = await api.Finished(api.ImportCsv("Full Name,email,city,Shoe size\n" + Lines(700, Row)), "results=none");
        Assert.Equal((695, 5), (accepted["created"].Int, accepted["failed"].Int));

        var file = await Expect.Status(200, team.Viewer.Get($"{Imports}/{accepted["job_id"]}/errors"));
        Assert.Equal("text/csv; charset=utf-8", file.Header("Content-Type"));
        Assert.Equal($"attachment; filename=\"errors-{accepted["job_id"]}.csv\"", file.Header("Content-Disposition"));
        var table = CsvTable.Read(file.Text);
        Assert.Equal(["Full Name", "email", "city", "Shoe size", "extra_1", "extra_2", "error_line", "error_code", "error_property", "error_message"], table.Header);
        Assert.Equal(["invalid_value", "unique_value_taken", "too_few_fields", "too_many_fields", "bad_quoting"], Enumerable.Range(0, 5).Select(i => table[i, "error_code"]));
        Assert.Equal(["12", "22", "33", "43", "653"], Enumerable.Range(0, 5).Select(i => table[i, "error_line"]));
        Assert.Equal(["email", "email", "", "", ""], Enumerable.Range(0, 5).Select(i => table[i, "error_property"]));
        Assert.All(Enumerable.Range(0, 5), i => Assert.NotEqual("", table[i, "error_message"]));
        Assert.Equal(("'=SUM(A1)", "no address", "Bern, CH", "38"), (table[0, "Full Name"], table[0, "email"], table[0, "city"], table[0, "Shoe size"]));
        Assert.Equal("two\nlines", table[1, "city"]);
        Assert.Equal(("n30", "", ""), (table[2, "Full Name"], table[2, "email"], table[2, "extra_1"]));
        Assert.Equal(("more", "and, more"), (table[3, "extra_1"], table[3, "extra_2"]));
        Assert.Equal("\"n650\" broken,n650@host.example,Rome,41", table[4, "Full Name"]);

        (table[0, "email"], table[1, "email"]) = ("n10@host.example", "n20@host.example");
        (table[4, "Full Name"], table[4, "email"]) = ("n650", "n650@host.example");
        var mended = await api.Finished(api.Async().ImportCsv(table.ToString()));
        Assert.Equal((5, 0), (mended["created"].Int, mended["failed"].Int));
        Assert.Equal(["Shoe size", "extra_1", "extra_2", "error_line", "error_code", "error_property", "error_message"], mended["ignored_columns"].Select(c => c.ToString()));
        var first = await api.Values(mended["results"][0]["id"]!);
        Assert.Equal(("=SUM(A1)", "n10@host.example", "Bern, CH"), (first["full_name"], first["email"], first["city"]));
        Assert.Equal(700, await api.Total());
        var none = await Expect.Status(200, api.Get($"{Imports}/{mended["job_id"]}/errors"));
        Assert.Empty(CsvTable.Read(none.Text).Rows);
    }

    [Fact]
    public async Task Objects_come_back_as_their_slugs_and_mended_leave_nothing_over()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var rows = List(300, i => i == 120
            ? """{"default":{"full_name":"-n120","email":"x","tags":["a;b","c"]}}"""
            : $$$"""{"default":{"full_name":"n{{{i}}}"}}""");
        var done = await api.Finished(api.Import(rows), "results=none");
        Assert.Equal((299, 1), (done["created"].Int, done["failed"].Int));
        var table = CsvTable.Read((await Expect.Status(200, api.Get($"{Imports}/{done["job_id"]}/errors"))).Text);
        Assert.Equal(["full_name", "email", "tags", "error_line", "error_code", "error_property", "error_message"], table.Header);
        Assert.Equal(["'-n120", "x", @"a\;b;c", "", "invalid_value", "email"], Assert.Single(table.Rows).Take(6));
        table[0, "email"] = "n120@host.example";
        var mended = await Expect.Status(200, api.ImportCsv(table.ToString()));
        var values = await api.Values(mended["results"][0]["id"]!);
        Assert.Equal(("-n120", """["a;b","c"]""", 0), (values["full_name"], values["tags"], mended["failed"].Int));
    }

    [Fact]
    public async Task The_errors_of_another_team_or_of_no_job_are_a_404()
    {
        var (team, other) = (await fixture.NewTeamAsync(), await fixture.NewTeamAsync());
        var done = await team.Member.Finished(team.Member.Async().ImportCsv("email\nx\n"));
        await Expect.Problem(404, "not_found", other.Admin.Get($"{Imports}/{done["job_id"]}/errors"));
        await Expect.Problem(404, "not_found", team.Member.Get($"{Imports}/{Guid.NewGuid()}/errors"));
    }
}
