using System.Text;
using ContactsFunctions.Core.Imports;
using ContactsFunctions.Core.Properties;

namespace ContactsFunctions.Core.Tests.Imports;

/// <summary>Reads CSV in tests.</summary>
internal static class Csv
{
    private static readonly CancellationToken None = CancellationToken.None;

    public static Schema Schema { get; } = new(
    [
        new PropertyDefinition(Guid.NewGuid(), "score", PropertyType.Number) { Label = "Score" },
        new PropertyDefinition(Guid.NewGuid(), "colours", PropertyType.Text) { Label = "Colours", Multiple = true },
        new PropertyDefinition(Guid.NewGuid(), "locked", PropertyType.Text) { Label = "Locked", ReadOnly = true },
    ], "US");

    public static Stream Body(string text, Encoding? encoding = null) => new MemoryStream((encoding ?? new UTF8Encoding(false)).GetBytes(text));

    public static Task<(CsvImport? Import, ImportProblem? Problem)> OpenAsync(Stream body, CsvOptions? options = null, Schema? schema = null) =>
        CsvImport.OpenAsync(body, options ?? new CsvOptions(), schema ?? Schema, None);

    public static async Task<List<ImportRow>> ReadAsync(Stream body, CsvOptions? options = null, Schema? schema = null)
    {
        var (import, problem) = await OpenAsync(body, options, schema);
        Assert.Null(problem);
        await using (import)
        {
            return await import!.ReadAsync(None).ToListAsync(None);
        }
    }

    public static Task<List<ImportRow>> ReadAsync(string text, CsvOptions? options = null, Schema? schema = null) => ReadAsync(Body(text), options, schema);

    public static async Task<ImportProblem?> ProblemAsync(Stream body, CsvOptions? options = null)
    {
        var (import, problem) = await OpenAsync(body, options);
        Assert.Null(import);
        return problem;
    }

    public static Task<ImportProblem?> ProblemAsync(string text, CsvOptions? options = null) => ProblemAsync(Body(text), options);

    /// <summary>The row's values as text: <c>slug=value</c>, the values of a list joined by <c>|</c>.</summary>
    public static string Show(ImportRow row) => row.Error is { } error
        ? error.Code
        : string.Join(", ", row.Default.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => $"{v.Key}={string.Join('|', v.Value.Elements.Select(e => e.Show(1_000_000)))}"));

    public static async Task<string[]> ShowAsync(string text, CsvOptions? options = null) => [.. (await ReadAsync(text, options)).Select(Show)];
}
