namespace ContactsFunctions.Core.Storage;

/// <summary>A document as read.</summary>
/// <param name="ETag">The engine's tag, for If-Match of a later write.</param>
/// <param name="Commit">The id of the commit that wrote this version; the same on every engine, and known before the write.</param>
/// <param name="Body">The JSON object that was written; an engine may have added properties of its own, which readers ignore.</param>
public sealed record StoredDocument(string Id, string Kind, string ETag, string Commit, ReadOnlyMemory<byte> Body);
