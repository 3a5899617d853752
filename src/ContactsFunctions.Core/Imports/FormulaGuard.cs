namespace ContactsFunctions.Core.Imports;

/// <summary>
/// The apostrophe that exports and error files put before cells which a spreadsheet would run as a formula
/// (OWASP, "CSV Injection"), and that imports take off again.
/// </summary>
public static class FormulaGuard
{
    private const string Guarded = "=+-@'\t\r";

    /// <summary>The cell with an apostrophe before it when it begins with <c>= + - @ '</c>, tab or CR.</summary>
    public static string Add(string cell) => cell.Length > 0 && Guarded.Contains(cell[0]) ? "'" + cell : cell;

    /// <summary>The cell without the apostrophe that <see cref="Add"/> puts; the same instance when there is none.</summary>
    public static string Remove(string cell) => cell.Length > 1 && cell[0] == '\'' && Guarded.Contains(cell[1]) ? cell[1..] : cell;
}
