namespace ContactsFunctions.Core.Storage;

/// <summary>The most one commit may hold. Cosmos DB: 100 operations and 2 MB in a transactional batch (stated lower, to leave room for envelopes).</summary>
/// <param name="Writes">Number of writes.</param>
/// <param name="Bytes">Sum of the sizes of the written documents (<see cref="Document.Size"/>).</param>
public sealed record CommitLimits(int Writes, long Bytes);
