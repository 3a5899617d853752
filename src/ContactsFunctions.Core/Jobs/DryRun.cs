using ContactsFunctions.Core.Access;
using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Core.Storage;

namespace ContactsFunctions.Core.Jobs;

/// <summary>Runs an import on a store in front of the real one that keeps what is written to itself: the full report, and nothing written.</summary>
public sealed class DryRun(IDocumentStore store, TimeProvider time)
{
    /// <summary>The job as it would end, and its results; contacts that would be made have no id.</summary>
    /// <param name="before">A write that the job would begin with, such as that of new definitions.</param>
    public async ValueTask<(Job Job, IReadOnlyList<RowResult> Results)> RunAsync(Team team, Job job, IReadOnlyList<JobRow> rows, DocumentWrite? before, CancellationToken cancel)
    {
        team = job.Options.DefaultCountry is { } country ? team with { DefaultCountry = country } : team;
        var overlay = new OverlayStore(store);
        if (before is not null)
        {
            await overlay.CommitAsync(team.Id, new Commit(Commit.NewId(), [before]), cancel);
        }

        var writer = new ContactWriter(overlay, new TeamSchemas(overlay, time), new SequenceNumbers(overlay), time);
        var changes = rows.Select(r => r.ToChange(job)).ToList();
        var results = new List<RowResult>(rows.Count);
        while (results.Count < rows.Count)
        {
            var group = await writer.WriteGroupAsync(team, changes, results.Count, null, cancel, job.Options.CreateMissingOptions);
            var done = results.Count;
            results.AddRange(group.Outcomes.Select((outcome, i) => RowResult.Of(rows[done + i], outcome)));
        }

        var made = results.Where(r => r.Kind == RowResultKind.Created).Select(r => r.Id).ToHashSet();
        return (job.After(results, time.GetUtcNow()), [.. results.Select(r => r.Id is not null && made.Contains(r.Id) ? r with { Id = null } : r)]);
    }
}
