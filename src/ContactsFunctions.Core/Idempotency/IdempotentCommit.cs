using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Core.Storage;

namespace ContactsFunctions.Core.Idempotency;

/// <summary>
/// Makes the answer to a single change happen once: the record is the first write of the change's own commit, so there is no half-state.
/// </summary>
/// <param name="key">The request's key.</param>
/// <param name="answer">The answer to an outcome, null when it is not to be kept.</param>
public sealed class IdempotentCommit(IdempotencyKey key, Func<ContactOutcome, StoredAnswer?> answer) : ICommitAttachment
{
    /// <summary>The record of an earlier request with the key, once it was seen.</summary>
    public IdempotencyRecord? Found { get; private set; }

    /// <inheritdoc/>
    public int MaxWrites => 1;

    /// <inheritdoc/>
    public IReadOnlyList<string> Reads => [key.DocumentId];

    /// <inheritdoc/>
    public bool IsSettledBy(IReadOnlyList<StoredDocument?> read)
    {
        Found = read[0] is { } document ? IdempotencyRecord.Read(document) : null;
        return Found is not null;
    }

    /// <inheritdoc/>
    public IReadOnlyList<DocumentWrite> WritesFor(string commitId, IReadOnlyList<ContactOutcome> outcomes) =>
        answer(outcomes[0]) is { } kept
            ? [new DocumentWrite.Create(new IdempotencyRecord(key.Fingerprint) { Answer = kept }.ToDocument(key.DocumentId))]
            : [];
}
