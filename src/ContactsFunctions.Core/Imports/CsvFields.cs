using ContactsFunctions.Core.Properties;

namespace ContactsFunctions.Core.Imports;

/// <summary>What a column is, as it is stored with a job.</summary>
/// <param name="Index">Which field of a row it is.</param>
/// <param name="Slug">The property that it writes.</param>
/// <param name="GoogleList">Whether several values are parted as in Google's exports.</param>
public sealed record CsvColumnPlan(int Index, string Slug, bool GoogleList);

/// <summary>Makes the values of a row from its fields, which are all that a job stores of it.</summary>
public sealed class CsvFields(IReadOnlyList<CsvColumnPlan> plan, Schema schema)
{
    private readonly CsvRecord record = new(CsvHeader.OfPlan(plan, schema));

    /// <summary>The values by slug; what is empty is not there.</summary>
    public IReadOnlyList<KeyValuePair<string, PropertyInput>> Values(string[] fields) => record.Read(fields);
}
