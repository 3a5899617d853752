using System.Text;
using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Core.Jobs;
using ContactsFunctions.Tests.Jobs;
using ContactsFunctions.Tests.Meaning;

namespace ContactsFunctions.Core.Tests.Jobs;

/// <summary>The failed rows of a job as CSV: mended and imported again, they leave nothing over.</summary>
public sealed class JobErrorsFileTests
{
    private readonly ImportingTeam team;

    public JobErrorsFileTests()
    {
        var time = new FakeTime();
        team = new ImportingTeam(new MemoryDocumentStore(time, MemoryDocumentStore.Cosmos), time);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_failed_rows_stand_there_as_they_came_with_line_and_reason()
    {
        var (job, csv) = await RunAsync("email,Own,city\ngood@x.io,1,Oslo\nbad-1,\"=1+1, \"\"two\"\"\nlines\",Rome\nshort\nlong@x.io,a,b,surplus,more\n\"a\"b,c,d\n,,\n");

        Assert.Equal((1, 5), (job.Created, job.Failed));
        var lines = csv.Split("\r\n");
        Assert.Equal("email,Own,city,extra_1,extra_2,error_line,error_code,error_property,error_message", lines[0]);
        Assert.StartsWith("bad-1,\"'=1+1, \"\"two\"\"\nlines\",Rome,,,3,invalid_value,email,", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("short,,,,,5,too_few_fields,,", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("long@x.io,a,b,surplus,more,6,too_many_fields,,", lines[3], StringComparison.Ordinal);
        Assert.StartsWith("\"\"\"a\"\"b,c,d\",,,,,7,bad_quoting,,", lines[4], StringComparison.Ordinal);
        Assert.StartsWith(",,,,,8,invalid_value,,", lines[5], StringComparison.Ordinal);
        Assert.Equal(["", "7"], [lines[6], lines.Length.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
    }

    [Fact]
    public async Task Mended_and_imported_again_nothing_is_left_over()
    {
        var rows = Enumerable.Range(0, 1_200).Select(i => (i % 5) switch { 0 => $"bad-{i},Oslo", 1 => $"short-{i}", 2 => $"long-{i}@x.io,Rome,surplus", _ => $"e{i}@x.io,Bern" });
        var (first, csv) = await RunAsync("email,city\n" + string.Join('\n', rows));
        Assert.Equal((480, 720), (first.Created, first.Failed));

        var mended = string.Join("\r\n", csv.Split("\r\n").Select(Mend));
        var (second, left) = await RunAsync(mended);

        Assert.Equal((720, 720, 0), (second.Total, second.Created, second.Failed));
        Assert.Single(left.Split("\r\n", StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(["error_line", "error_code", "error_property", "error_message"], second.IgnoredColumns.TakeLast(4));
        Assert.Equal(1_200, (await team.ContactsAsync()).Count);
    }

    [Fact]
    public async Task Of_a_json_input_the_slugs_are_the_columns_and_lists_are_parted_by_semicolons()
    {
        await team.FoundAsync();
        var job = team.NewJob() with { Columns = ["email", "tags"] };
        var stored = await team.StoreAsync(job, [new JobRow(0, null) { Values = TeamFixture.Body("""{"email":"nope","tags":["a;b","c"]}""") }]);
        var (done, _) = await team.FinishAsync(stored.Job.Id);
        Assert.StartsWith("email,tags,error_line,error_code,error_property,error_message\r\nnope,a\\;b;c,,invalid_value,email,", await FileAsync(done), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_batch_the_id_is_the_row()
    {
        await team.FoundAsync();
        var id = Guid.NewGuid().ToString();
        var stored = await team.StoreAsync(team.NewJob(JobKind.BatchDelete), [new JobRow(0, null) { ContactId = id }, new JobRow(1, null) { ContactId = "x" }]);
        var (done, _) = await team.FinishAsync(stored.Job.Id);
        var lines = (await FileAsync(done)).Split("\r\n");
        Assert.StartsWith($"{id},,{ContactErrors.NotFound},", lines[1], StringComparison.Ordinal);
        Assert.StartsWith($"x,,{ContactErrors.NotFound},", lines[2], StringComparison.Ordinal);
    }

    private async Task<(Job Job, string Csv)> RunAsync(string csv)
    {
        await team.FoundAsync();
        var stored = await team.UploadAsync(csv);
        var (job, results) = await team.FinishAsync(stored.Job.Id);
        ImportingTeam.AssertAccounted(job, results);
        return (job, await FileAsync(job));
    }

    /// <summary>Makes an address of a first cell that is none.</summary>
    private static string Mend(string line)
    {
        var end = line.IndexOf(',', StringComparison.Ordinal);
        return end < 0 || line.StartsWith("email,", StringComparison.Ordinal) || line[..end].Contains('@', StringComparison.Ordinal) ? line : $"{line[..end]}@x.io{line[end..]}";
    }

    private async Task<string> FileAsync(Job job)
    {
        using var body = new MemoryStream();
        await new JobErrorsFile(team.Jobs).WriteAsync(team.Team, job, body, Cancel);
        return Encoding.UTF8.GetString(body.ToArray());
    }
}
