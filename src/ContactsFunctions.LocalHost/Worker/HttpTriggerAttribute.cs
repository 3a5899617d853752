namespace Microsoft.Azure.Functions.Worker;

/// <summary>Marks the request parameter of a function that answers HTTP, as the attribute of the same name in the worker's HTTP extension does.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods) : Attribute
{
    /// <summary>Which host key the caller must send; LocalHost has none, and runs <see cref="AuthorizationLevel.Anonymous"/> only.</summary>
    public AuthorizationLevel AuthLevel { get; } = authLevel;

    /// <summary>The verbs, in any case.</summary>
    public IReadOnlyList<string> Methods { get; } = methods;

    /// <summary>The route template without a leading slash; null takes the function's name.</summary>
    public string? Route { get; set; }
}

/// <summary>The host keys that a trigger can demand.</summary>
public enum AuthorizationLevel
{
    /// <summary>No key.</summary>
    Anonymous = 0,

    /// <summary>A key of any user.</summary>
    User = 1,

    /// <summary>The function's key.</summary>
    Function = 2,

    /// <summary>The system's key.</summary>
    System = 3,

    /// <summary>The host's master key.</summary>
    Admin = 4,
}
