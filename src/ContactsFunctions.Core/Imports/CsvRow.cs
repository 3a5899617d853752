namespace ContactsFunctions.Core.Imports;

/// <summary>One row as it was cut.</summary>
/// <param name="Line">The physical line where it begins, from 1.</param>
/// <param name="Fields">Its fields; with an error other than <c>bad_encoding</c> the raw line alone.</param>
/// <param name="FieldCount">How many fields it has.</param>
/// <param name="Error">A code of <see cref="ImportErrors"/>, or null.</param>
internal sealed record CsvRow(int Line, string[] Fields, int FieldCount, string? Error);
