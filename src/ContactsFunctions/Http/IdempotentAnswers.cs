using ContactsFunctions.Core.Idempotency;
using ContactsFunctions.Core.Storage;
using Microsoft.AspNetCore.Http;

namespace ContactsFunctions.Http;

/// <summary>
/// Idempotency keys for operations that are idempotent by themselves (a definition is made once by its slug): the answer is stored after
/// the operation, and a repeat that comes in between does the same again.
/// </summary>
public sealed class IdempotentAnswers(IDocumentStore store)
{
    /// <summary>Runs the operation, or gives the first answer again.</summary>
    public async Task<IResult> RunAsync(Caller caller, JsonBody body, Func<ApiError, Answer> format, Func<Task<Answer>> operation)
    {
        var (key, error) = IdempotentWrites.KeyOf(caller, body);
        if (error is not null)
        {
            return format(error);
        }

        if (key is null)
        {
            return await operation();
        }

        if (await store.ReadAsync(caller.Team.Id, key.DocumentId, caller.Cancel) is { } found)
        {
            return IdempotentWrites.Replay(IdempotencyRecord.Read(found), key) is { } first ? first : format(ApiErrors.IdempotencyMismatch);
        }

        var answer = await operation();
        if (answer.Status is (>= 200 and < 300) or 412 or 422)
        {
            var record = new IdempotencyRecord(key.Fingerprint) { Answer = new StoredAnswer(answer.Status, answer.Body, answer.ContentType, answer.Headers) };
            await store.CommitAsync(caller.Team.Id, new Commit(Commit.NewId(), [new DocumentWrite.Create(record.ToDocument(key.DocumentId))]), caller.Cancel);
        }

        return answer;
    }
}
