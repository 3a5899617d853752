using ContactsFunctions.Core.Idempotency;
using ContactsFunctions.Core.Storage;
using Microsoft.AspNetCore.Http;

namespace ContactsFunctions.Http;

/// <summary>Idempotency keys for operations that are no contact's change: the operation commits the record of its answer with what it does.</summary>
public sealed class IdempotentAnswers(IDocumentStore store)
{
    /// <summary>Runs the operation, or gives the first answer again.</summary>
    /// <param name="operation">
    /// Is given what makes the record of its answer, null without a key; answers null when that record was there already.
    /// </param>
    public async Task<IResult> RunAsync(Caller caller, JsonBody body, Func<ApiError, Answer> format, Func<Func<Answer, Document>?, Task<Answer?>> operation)
    {
        var (key, error) = IdempotentWrites.KeyOf(caller, body);
        if (error is not null)
        {
            return format(error);
        }

        if (key is null)
        {
            return (await operation(null))!;
        }

        Answer? answer = null;
        while (true)
        {
            if (await store.ReadAsync(caller.Team.Id, key.DocumentId, caller.Cancel) is { } found)
            {
                return IdempotentWrites.Replay(IdempotencyRecord.Read(found), key) is { } first ? first : format(ApiErrors.IdempotencyMismatch);
            }

            if (answer is not null)
            {
                return answer;
            }

            answer = await operation(Record);
            if (answer is { Status: >= 200 and < 300 })
            {
                return answer;
            }

            // Any other refusal may be because the first request has taken effect meanwhile: its record is looked for once more.
            if (answer is { Status: 412 or 422 } && (await store.CommitAsync(caller.Team.Id, new Commit(Commit.NewId(), [new DocumentWrite.Create(Record(answer))]), caller.Cancel)).IsCommitted)
            {
                return answer;
            }
        }

        Document Record(Answer kept) =>
            new IdempotencyRecord(key.Fingerprint) { Answer = new StoredAnswer(kept.Status, kept.Body, kept.ContentType, kept.Headers) }.ToDocument(key.DocumentId);
    }
}
