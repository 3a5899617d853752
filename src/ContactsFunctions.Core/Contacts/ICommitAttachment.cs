using ContactsFunctions.Core.Storage;

namespace ContactsFunctions.Core.Contacts;

/// <summary>Writes that go into the commit of a group: an idempotency record, a job's checkpoint. They come first, so that losing them is reported first.</summary>
public interface ICommitAttachment
{
    /// <summary>The most writes it adds.</summary>
    int MaxWrites { get; }

    /// <summary>Documents that it needs to see before anything is decided; they are read together with the contacts.</summary>
    IReadOnlyList<string> Reads { get; }

    /// <summary>Looks at what <see cref="Reads"/> named, null where absent. True when everything is settled by it: the group then does nothing.</summary>
    bool IsSettledBy(IReadOnlyList<StoredDocument?> read);

    /// <summary>The writes for a group with these outcomes; none when nothing is to be kept.</summary>
    /// <param name="commitId">The id of the commit they become part of.</param>
    /// <param name="outcomes">Those of the group, in the order of its changes.</param>
    IReadOnlyList<DocumentWrite> WritesFor(string commitId, IReadOnlyList<ContactOutcome> outcomes);
}

/// <summary>How a group ended.</summary>
/// <param name="Outcomes">Those of the changes that the group took, from the first on.</param>
/// <param name="AttachmentLost">The attachment lost its race, or what it read settled everything: nothing was written, and the outcomes never happened.</param>
/// <param name="AttachmentETags">The new ETags of the attachment's writes.</param>
public sealed record GroupResult(IReadOnlyList<ContactOutcome> Outcomes, bool AttachmentLost, IReadOnlyList<string?> AttachmentETags);
