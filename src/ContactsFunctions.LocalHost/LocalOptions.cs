namespace ContactsFunctions.LocalHost;

/// <summary>The engines that LocalHost can run on.</summary>
public enum StoreKind
{
    /// <summary>One SQLite file in the data folder.</summary>
    Sqlite,

    /// <summary>The account or emulator of <see cref="LocalOptions.CosmosConnectionVariable"/>.</summary>
    Cosmos,
}

/// <summary>The command line.</summary>
public sealed record LocalOptions
{
    /// <summary>The environment variable that holds the connection string for <c>--store cosmos</c>.</summary>
    public const string CosmosConnectionVariable = "CONTACTS_COSMOS_CONNECTION";

    /// <summary>What <c>--help</c> prints.</summary>
    public const string Usage = $"""
        ContactsFunctions.LocalHost [options]
          --urls <url;url>        where to listen, plain http; port 0 takes a free one (default http://127.0.0.1:7071)
          --data <folder>         where the SQLite file lives; with cosmos, of the job queue (default .data)
          --store sqlite|cosmos   the engine; cosmos takes its connection string from {CosmosConnectionVariable} and
                                  makes the database and the container there (default sqlite)
          --new-key               makes another admin key of team demo and prints it
          --help                  prints this
        Settings come from the environment: Contacts__RootKey, Contacts__RateLimits, Logging__LogLevel__Default, ...
        """;

    /// <summary>Where to listen, parted by semicolons.</summary>
    public string Urls { get; private init; } = "http://127.0.0.1:7071";

    /// <summary>The data folder, absolute.</summary>
    public string Data { get; private init; } = Path.GetFullPath(".data");

    /// <summary>The engine.</summary>
    public StoreKind Store { get; private init; }

    /// <summary>The connection string of <see cref="StoreKind.Cosmos"/>, else null.</summary>
    public string? CosmosConnection { get; private init; }

    /// <summary>Whether to make another admin key for team demo.</summary>
    public bool NewKey { get; private init; }

    /// <summary>Whether to print <see cref="Usage"/> and end.</summary>
    public bool Help { get; private init; }

    /// <summary>Reads <c>--option value</c> and <c>--option=value</c>; the error is one sentence, and null when the options are good.</summary>
    public static (LocalOptions Options, string? Error) Parse(IReadOnlyList<string> arguments)
    {
        var options = new LocalOptions();
        for (var i = 0; i < arguments.Count; i++)
        {
            var (name, value) = arguments[i].Split('=', 2) is [var left, var right] ? (left, right) : (arguments[i], null);
            if (name is "--urls" or "--data" or "--store" && value is null && i + 1 < arguments.Count)
            {
                value = arguments[++i];
            }

            var (next, error) = options.With(name, value);
            if (error is not null)
            {
                return (options, error);
            }

            options = next;
        }

        return options is { Store: StoreKind.Cosmos, CosmosConnection: null, Help: false }
            ? (options, $"--store cosmos needs the environment variable {CosmosConnectionVariable} with a connection string.")
            : (options, null);
    }

    private (LocalOptions Options, string? Error) With(string name, string? value) => (name, value) switch
    {
        ("--help" or "-h", null) => (this with { Help = true }, null),
        ("--new-key", null) => (this with { NewKey = true }, null),
        ("--urls", { } urls) when AreHttp(urls) => (this with { Urls = urls }, null),
        ("--urls", _) => (this, "--urls needs one or more http:// addresses without a path, parted by semicolons."),
        ("--data", { Length: > 0 } folder) => (this with { Data = Path.GetFullPath(folder) }, null),
        ("--data", _) => (this, "--data needs a folder."),
        ("--store", "sqlite") => (this with { Store = StoreKind.Sqlite, CosmosConnection = null }, null),
        ("--store", "cosmos") => (this with { Store = StoreKind.Cosmos, CosmosConnection = Environment.GetEnvironmentVariable(CosmosConnectionVariable) }, null),
        ("--store", _) => (this, "--store needs sqlite or cosmos."),
        _ => (this, $"Unknown option {(value is null ? name : $"{name}={value}")}."),
    };

    private static bool AreHttp(string urls) => urls.Split(';').All(url =>
        Uri.TryCreate(url.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal), UriKind.Absolute, out var uri)
        && uri is { Scheme: "http", AbsolutePath: "/", Query: "", Fragment: "", UserInfo: "" });
}
