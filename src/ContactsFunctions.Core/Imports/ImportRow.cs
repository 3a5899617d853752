using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Core.Properties;

namespace ContactsFunctions.Core.Imports;

/// <summary>One row of an input: values by slug, or why it cannot be taken.</summary>
/// <param name="InputIndex">Counts the rows from 0; blank lines are no rows.</param>
/// <param name="Line">The physical line where the row begins, the header's being 1; null where the input has no lines.</param>
public sealed record ImportRow(int InputIndex, int? Line)
{
    /// <summary>Slug and input, each slug once; what the row leaves empty is not there.</summary>
    public IReadOnlyList<KeyValuePair<string, PropertyInput>> Default { get; init; } = [];

    /// <summary>List id and its values; null leaves the list.</summary>
    public IReadOnlyList<KeyValuePair<string, IReadOnlyList<KeyValuePair<string, PropertyInput>>?>> Lists { get; init; } = [];

    /// <summary>Why the row cannot be taken, one of <see cref="ImportErrors"/>; null when it can.</summary>
    public ContactError? Error { get; init; }

    /// <summary>
    /// The fields as they came, without the <see cref="FormulaGuard"/>, for the errors CSV, which guards them again.
    /// A row that cannot be split has its raw line as the only field, cut at 32,768 characters.
    /// </summary>
    public IReadOnlyList<string> Fields { get; init; } = [];
}

/// <summary>Why a whole upload is refused: a stable code for programs, a sentence for people.</summary>
/// <param name="Code">One of the problem codes of <see cref="ImportErrors"/>.</param>
/// <param name="Message">Says what to do.</param>
public sealed record ImportProblem(string Code, string Message);
