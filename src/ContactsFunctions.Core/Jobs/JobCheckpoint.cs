using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Core.Storage;

namespace ContactsFunctions.Core.Jobs;

/// <summary>
/// The fence: the job with its new position, and the outcomes, go into the commit of the group's contacts. So a row takes effect once, and
/// a runner whose version of the job is stale writes nothing.
/// </summary>
internal sealed class JobCheckpoint(Job job, string etag, IReadOnlyList<JobRow> rows, int first, TimeProvider time) : ICommitAttachment
{
    /// <summary>The job when the group has taken effect.</summary>
    public Job? After { get; private set; }

    /// <inheritdoc/>
    public int MaxWrites => 2;

    /// <inheritdoc/>
    public IReadOnlyList<string> Reads => [];

    /// <inheritdoc/>
    public bool IsSettledBy(IReadOnlyList<StoredDocument?> read) => false;

    /// <inheritdoc/>
    public IReadOnlyList<DocumentWrite> WritesFor(string commitId, IReadOnlyList<ContactOutcome> outcomes)
    {
        var results = outcomes.Select((outcome, i) => RowResult.Of(rows[first + i], outcome)).ToList();
        After = job.After(results, time.GetUtcNow());
        return [new DocumentWrite.Replace(JobDocuments.Of(After), etag), new DocumentWrite.Create(JobDocuments.Outcomes(job.Id, job.Groups, results))];
    }
}
