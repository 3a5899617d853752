using ContactsFunctions.Core.Access;
using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Core.Jobs;
using ContactsFunctions.Core.Properties;
using ContactsFunctions.Core.Storage;
using ContactsFunctions.Tests.Jobs;
using ContactsFunctions.Tests.Meaning;

namespace ContactsFunctions.Core.Tests.Jobs;

/// <summary>Options that rows name and selects do not have, made in the rows' own commit.</summary>
public sealed class MissingOptionsTests
{
    private static readonly PropertyDefinition Stage = TeamFixture.Define("stage", PropertyType.SingleSelect) with { Options = [new SelectOption(Guid.NewGuid(), "new", "New", null)] };
    private static readonly PropertyDefinition Labels = TeamFixture.Define("labels", PropertyType.MultiSelect) with { Multiple = true };
    private static readonly ImportOptions Create = new() { CreateMissingOptions = true };

    private readonly FakeTime time = new();
    private readonly MemoryDocumentStore memory;
    private readonly FaultyStore store;
    private readonly ImportingTeam team;

    public MissingOptionsTests()
    {
        memory = new MemoryDocumentStore(time, MemoryDocumentStore.Cosmos);
        store = new FaultyStore(memory);
        team = new ImportingTeam(store, time);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_missing_option_is_made_once()
    {
        var (job, _) = await RunAsync(File(100), Create);

        Assert.Equal((100, 0), (job.Created, job.Failed));
        var schema = await AssertValuesAsync(100);
        Assert.Equal(["New", "Won", "Lost"], schema.Find("stage")!.Options.Select(o => o.Label));
        Assert.Equal(["red", "blue", "green"], schema.Find("labels")!.Options.Select(o => o.Label));
    }

    [Fact]
    public async Task Without_leave_the_rows_fail_and_no_option_is_made()
    {
        var (job, results) = await RunAsync(File(12), new ImportOptions());

        Assert.Equal((0, 12), (job.Created, job.Failed));
        Assert.All(results, r => Assert.Equal(ContactErrors.InvalidValue, r.Error!.Code));
        Assert.Equal(["New"], (await team.Schemas.ReloadAsync(team.Team, Cancel)).Find("stage")!.Options.Select(o => o.Label));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public async Task Another_change_of_the_schema_in_between_is_kept(int changes)
    {
        var catalog = new PropertyCatalog(memory, new TeamSchemas(memory, time));
        var made = 0;
        store.Before = async (_, commit) =>
        {
            if (made < changes && commit?.Writes.Any(w => w.Id.StartsWith("outcomes:", StringComparison.Ordinal)) == true)
            {
                var (definition, _) = await catalog.CreateAsync(team.Team, new DefinitionInput { Slug = $"other_{++made}", Label = "Other", Type = "TEXT" }, Cancel);
                Assert.NotNull(definition);
            }
        };
        var (job, _) = await RunAsync(File(60), Create);

        Assert.Equal((60, 0, changes), (job.Created, job.Failed, made));
        var schema = await AssertValuesAsync(60);
        Assert.All(Enumerable.Range(1, changes), i => Assert.NotNull(schema.Find($"other_{i}")));
        Assert.Equal(["New", "Won", "Lost"], schema.Find("stage")!.Options.Select(o => o.Label));
    }

    [Fact]
    public async Task Two_imports_that_make_the_same_options_at_once_make_each_once()
    {
        var other = new ImportingTeam(memory, time);
        var met = false;
        store.Before = async (_, commit) =>
        {
            if (!met && commit?.Writes.Any(w => w.Id.StartsWith("outcomes:", StringComparison.Ordinal)) == true)
            {
                met = true;
                var stored = await other.UploadAsync(File(40), Create);
                Assert.Equal(40, (await other.FinishAsync(stored.Job.Id)).Job.Created);
            }
        };
        var (job, _) = await RunAsync(File(40, "f"), Create);

        Assert.Equal(40, job.Created);
        var schema = await AssertValuesAsync(80);
        Assert.Equal(3, schema.Find("stage")!.Options.Count);
        Assert.Equal(3, schema.Find("labels")!.Options.Count);
    }

    [Fact]
    public async Task A_text_that_can_be_no_option_fails_its_row_alone()
    {
        var (job, results) = await RunAsync($"email,stage\na@x.io,Won\nb@x.io,{new string('x', 201)}\nc@x.io,!!!\nd@x.io,WON\n", Create);

        Assert.Equal(["Created", "Failed", "Failed", "Created"], results.Select(r => r.Kind.ToString()));
        Assert.Equal(2, job.Created);
        Assert.Equal(["New", "Won"], (await team.Schemas.ReloadAsync(team.Team, Cancel)).Find("stage")!.Options.Select(o => o.Label));
    }

    private static string File(int rows, string prefix = "e")
    {
        string[] stages = ["Won", "Lost", "New", "won"];
        string[] labels = ["red", "red;blue", "green", ""];
        return "email,stage,labels\n" + string.Concat(Enumerable.Range(0, rows).Select(i => $"{prefix}{i}@x.io,{stages[i % 4]},{labels[i % 4]}\n"));
    }

    private async Task<(Job Job, List<RowResult> Results)> RunAsync(string csv, ImportOptions options)
    {
        await team.FoundAsync(Stage, Labels);
        var stored = await team.UploadAsync(csv, options);
        var (job, results) = await team.FinishAsync(stored.Job.Id);
        ImportingTeam.AssertAccounted(job, results);
        return (job, results);
    }

    /// <summary>Every contact has a stage, and as many labels as its row, of options that are there.</summary>
    private async Task<Schema> AssertValuesAsync(int contacts)
    {
        var schema = await team.Schemas.ReloadAsync(team.Team, Cancel);
        var all = (await team.ContactsAsync()).Values;
        Assert.Equal(contacts, all.Count);
        var stages = all.Select(c => Assert.IsType<PropertyValue.Text>(c.ValueOf(schema.Find("stage")!)).Value).ToList();
        Assert.All(stages, s => Assert.NotNull(schema.Find("stage")!.FindOption(s)));
        Assert.Equal(contacts / 2, stages.Count(s => schema.Find("stage")!.FindOption(s)!.Slug == "won"));
        Assert.Equal(contacts, all.Sum(c => c.ValueOf(schema.Find("labels")!)?.Elements.Count ?? 0));
        return schema;
    }
}
