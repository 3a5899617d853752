using ContactsFunctions.Core.Imports;
using ContactsFunctions.Core.Jobs;
using ContactsFunctions.Core.Properties;
using ContactsFunctions.Core.Storage;
using ContactsFunctions.Core.Tests.Imports;
using ContactsFunctions.Tests.Jobs;
using ContactsFunctions.Tests.Meaning;

namespace ContactsFunctions.Core.Tests.Jobs;

/// <summary>Which properties an import makes of columns and slugs that do not exist.</summary>
public sealed class PropertyInferenceTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("NUMBER", "1", "-2.5", "")]
    [InlineData("TEXT", "1", "two")]
    [InlineData("CHECKBOX", "true", "false")]
    [InlineData("TEXT", "true", "3")]
    [InlineData("DATETIME", "2026-03-01T12:00:00Z", "2025-12-31T23:59:59Z")]
    [InlineData("EMAIL", "a@x.io", "b@x.io")]
    [InlineData("URL", "https://x.io", "https://y.io/z?q=1")]
    [InlineData("TEXT", "https://x.io", "a@x.io")]
    [InlineData("TEXT", "", "")]
    public async Task The_type_is_the_narrowest_that_every_value_fits(string type, params string[] values)
    {
        var made = Assert.Single((await InferAsync("email,Shoe Size\n" + string.Concat(values.Select(v => $"a@x.io,{v}\n")))).Definitions());
        Assert.Equal(("shoe_size", "Shoe Size", type, false), (made.Slug, made.Label, made.Type, made.Multiple == true));
    }

    [Fact]
    public async Task Only_the_first_thousand_rows_count()
    {
        Assert.Equal("NUMBER", Assert.Single((await InferAsync("n1\n" + Repeat("1\n", 1_000) + "one\n")).Definitions()).Type);
        Assert.Equal("TEXT", Assert.Single((await InferAsync("n1\n" + Repeat("1\n", 999) + "one\n")).Definitions()).Type);
    }

    [Fact]
    public async Task Columns_that_exist_are_reserved_or_belong_to_an_errors_file_are_not_made()
    {
        var inference = await InferAsync("email,First Name,id,created_at,error_line,error_code,extra_1,new one,!!!\n,,,,,,,,\na@x.io,b,c,d,e,f,g,h,i\n");
        Assert.Equal(["new_one"], inference.Definitions().Select(d => d.Slug));
        Assert.Equal([new CsvColumnPlan(7, "new_one", false)], inference.Plan);
    }

    [Fact]
    public async Task A_list_of_json_becomes_a_property_of_several_values()
    {
        var inference = new PropertyInference(Schema.Empty, null, []);
        var (import, _) = await JsonImport.OpenAsync(Csv.Body("""{"objects":[{"default":{"a":[1,2],"b":"x","email":"a@x.io"}},{"default":{"a":3,"b":null,"c":true}}]}"""), Cancel);
        await using (import)
        {
            await foreach (var row in import!.ReadAsync(Cancel))
            {
                inference.Add(row);
            }
        }

        Assert.Equal(["a NUMBER True", "b TEXT False", "c CHECKBOX False"], inference.Definitions().Select(d => $"{d.Slug} {d.Type} {d.Multiple == true}"));
        Assert.Empty(inference.Plan);
    }

    [Fact]
    public async Task The_values_of_made_properties_are_imported_though_the_schema_was_read_just_before()
    {
        var (team, job, rows, inference) = await MissingAsync("email,Shoe Size,Colour\na@x.io,42,red\nb@x.io,43,\n");
        var write = await PlanAsync(team, inference);
        var stored = await team.StoreAsync(job with { Plan = [.. job.Plan!, .. inference.Plan] }, rows.Select(JobRow.Of), [write]);

        var (done, _) = await team.FinishAsync(stored.Job.Id);

        Assert.Equal((2, 0), (done.Created, done.Failed));
        var schema = await team.Schemas.ReloadAsync(team.Team, Cancel);
        Assert.Equal(["42 \"red\"", "43 null"], (await team.ContactsAsync()).Values.Select(c => $"{TeamFixture.Show(c, "shoe_size", schema)} {TeamFixture.Show(c, "colour", schema)}").Order());
    }

    [Fact]
    public async Task A_dry_run_with_made_properties_makes_none()
    {
        var (team, job, rows, inference) = await MissingAsync("Shoe Size\n42\n43\n");
        var write = await PlanAsync(team, inference);
        var fields = new CsvFields(inference.Plan, new Schema(SchemaDocument.Read(((DocumentWrite.Replace)write).Document.Body), "US"));
        var (dry, _) = await new DryRun(team.Store, team.Time).RunAsync(
            team.Team, job with { Total = 2 }, [.. rows.Select(r => JobRow.Of(r) with { Values = new(fields.Values([.. r.Fields]), []) })], write, Cancel);

        Assert.Equal(2, dry.Created);
        Assert.Null((await team.Schemas.ReloadAsync(team.Team, Cancel)).Find("shoe_size"));
        Assert.Empty(await team.ContactsAsync());
    }

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    private static async Task<DocumentWrite> PlanAsync(ImportingTeam team, PropertyInference inference)
    {
        var (_, write, error) = await new PropertyCatalog(team.Store, team.Schemas).PlanAsync(team.Team, inference.Definitions(), Cancel);
        Assert.Null(error);
        return write!;
    }

    private static async Task<PropertyInference> InferAsync(string csv) => (await MissingAsync(csv)).Inference;

    private static async Task<(ImportingTeam Team, Job Job, List<ImportRow> Rows, PropertyInference Inference)> MissingAsync(string csv)
    {
        var time = new FakeTime();
        var team = new ImportingTeam(new MemoryDocumentStore(time), time);
        await team.FoundAsync();
        var (import, problem) = await CsvImport.OpenAsync(Csv.Body(csv), new CsvOptions { CreateMissing = true }, await team.Schemas.ReloadAsync(team.Team, Cancel), Cancel);
        Assert.Null(problem);
        await using (import)
        {
            var rows = await import!.ReadAsync(Cancel).ToListAsync(Cancel);
            var inference = new PropertyInference(Schema.Empty, import.Columns, [.. import.Plan.Select(p => p.Index)]);
            rows.ForEach(inference.Add);
            return (team, team.NewJob() with { Plan = import.Plan, Columns = import.Columns }, rows, inference);
        }
    }
}
