namespace ContactsFunctions.Core.Contacts;

/// <summary>Why a change was refused: a stable code for programs, a sentence for people.</summary>
/// <param name="Code">One of <see cref="ContactErrors"/>.</param>
/// <param name="Message">Says what to do.</param>
public sealed record ContactError(string Code, string Message)
{
    /// <summary>The slug of the property, when there is one.</summary>
    public string? Property { get; init; }

    /// <summary>What was sent, cut at 200 characters.</summary>
    public string? Value { get; init; }

    /// <summary>The contact that holds the unique value.</summary>
    public Guid? Holder { get; init; }

    /// <summary>Where in the contact's JSON: <c>default/email</c>, <c>list/{id}/score</c>; null when the whole is meant.</summary>
    public string? Path { get; init; }

    /// <summary>Further things wrong with the same contact.</summary>
    public IReadOnlyList<ContactError> Others { get; init; } = [];
}
