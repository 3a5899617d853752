using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Core.Imports;
using ContactsFunctions.Core.Jobs;
using ContactsFunctions.Core.Storage;
using ContactsFunctions.Tests.Jobs;
using ContactsFunctions.Tests.Meaning;
using FsCheck;
using FsCheck.Fluent;

namespace ContactsFunctions.Core.Tests.Jobs;

/// <summary>Every row is accounted for exactly once, and the store holds what the report says.</summary>
public sealed class ImportAccountingTests
{
    internal const string Header = "email,external_id,city,title";

    private static readonly Gen<string> Email = Gen.Frequency((8, Gen.Choose(0, 60).Select(i => $"e{i}@x.io")), (1, Gen.Constant("")), (1, Gen.Constant("not-an-email")), (1, Gen.Choose(0, 20).Select(i => $"E{i}@X.io")));

    private static readonly Gen<string> Id = Gen.Frequency((6, Gen.Constant("")), (3, Gen.Choose(0, 60).Select(i => $"x{i}")));

    private static readonly Gen<string> Good =
        from email in Email from id in Id from city in Gen.Elements("", "Oslo", "Rome", "Bern") from title in Gen.Elements("", "a", "b") select $"{email},{id},{city},{title}";

    internal static readonly Gen<string> Line = Gen.Frequency(
        (20, Good), (1, Gen.Constant("only@x.io")), (1, Gen.Constant("a@x.io,1,2,3,4,5")), (1, Gen.Constant("\"a\"b,c,d,e")), (1, Gen.Constant(",,,")), (1, Gen.Constant("e3@x.io,,,\"two\nlines\"")));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public Task Files_are_accounted_for_with_large_commits() => AccountAsync(new CommitLimits(6_000, 16_000_000), 60);

    [Fact]
    public Task Files_are_accounted_for_with_the_commits_of_Cosmos_DB() => AccountAsync(MemoryDocumentStore.Cosmos, 60);

    [Fact]
    public async Task A_file_of_many_parts_is_accounted_for()
    {
        var team = await StartAsync(MemoryDocumentStore.Cosmos);
        var model = new ImportModel();
        var lines = Enumerable.Range(0, 2_345).Select(i => i % 7 == 0 ? "short" : $"e{i % 900}@x.io,,c{i},").ToList();
        await ImportAsync(team, model, lines, new ImportOptions { DedupeBy = "email", UpdateExisting = true });
    }

    private static async Task AccountAsync(CommitLimits limits, int tests)
    {
        var files = from lines in Gen.NonEmptyListOf(Line).Resize(150)
                    from dedupeBy in Gen.Elements(null, "email", "external_id", "city")
                    from update in Gen.Elements(true, false)
                    select (lines, dedupeBy, update);
        await Task.Run(() => Prop.ForAll(Gen.Two(files).ToArbitrary(), two => RunAsync(two.Item1, two.Item2).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(tests)), Cancel);

        async Task<bool> RunAsync(params (IEnumerable<string> Lines, string? DedupeBy, bool Update)[] imports)
        {
            var team = await StartAsync(limits);
            var model = new ImportModel();
            foreach (var (lines, dedupeBy, update) in imports)
            {
                await ImportAsync(team, model, [.. lines], new ImportOptions { DedupeBy = dedupeBy, UpdateExisting = update });
            }

            return true;
        }
    }

    private static async Task<ImportingTeam> StartAsync(CommitLimits limits)
    {
        var time = new FakeTime();
        var team = new ImportingTeam(new MemoryDocumentStore(time, limits), time);
        await team.FoundAsync();
        return team;
    }

    private static async Task ImportAsync(ImportingTeam team, ImportModel model, List<string> lines, ImportOptions options)
    {
        var (read, rows) = await team.ReadAsync(Header + "\n" + string.Join('\n', lines) + "\n", options);
        var stored = await team.StoreAsync(read, rows.Select(JobRow.Of));
        var before = model.Contacts.Select(ImportModel.Show).ToList();
        var expected = rows.Select(row => model.Take(row, options)).ToList();

        var (job, results) = await team.FinishAsync(stored.Job.Id);

        Assert.Equal((lines.Count, 0), (job.Total, job.Cancelled));
        ImportingTeam.AssertAccounted(job, results);
        var actual = results.Select(r => r.Error?.Code ?? r.Kind.ToString()).ToList();
        Assert.True(expected.SequenceEqual(actual), $"{options.DedupeBy} over {string.Join(' ', before)}:\n"
            + string.Join('\n', expected.Zip(actual, lines).Select(z => $"{(z.First == z.Second ? "  " : "->")} {z.Third}: {z.First}, {z.Second}")));
        Assert.Equal(rows.Select(r => r.Line), results.Select(r => r.Line));
        var contacts = await team.ContactsAsync();
        Assert.Equal(model.Contacts.Select(ImportModel.Show).Order(), contacts.Values.Select(ImportModel.Show).Order());
        var made = results.Where(r => r.Kind == RowResultKind.Created).Select(r => r.Id!).ToList();
        Assert.Equal(made.Order(), contacts.Values.Where(c => TeamFixture.Show(c, "import_job_id") == $"\"{job.Id}\"").Select(c => c.Id.ToString()).Order());
        Assert.All(results.Where(r => r.Error is null), r => Assert.Contains(r.Id!, contacts.Keys));
    }
}
