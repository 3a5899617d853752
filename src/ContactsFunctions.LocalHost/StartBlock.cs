namespace ContactsFunctions.LocalHost;

/// <summary>What a start prints.</summary>
internal static class StartBlock
{
    /// <summary>Where it listens, and the key with a call that works as pasted when <paramref name="key"/> was made just now.</summary>
    public static string Text(ICollection<string> urls, LocalOptions options, string? key)
    {
        var store = options.Store == StoreKind.Cosmos ? "Cosmos DB" : options.Data;
        var first = $"Contacts listens on {string.Join(", ", urls)} (store: {store}; Ctrl+C stops it)";
        return key is null
            ? $"{first}{Environment.NewLine}Team demo is there; its key was shown at the first start (--new-key makes another)."
            : $$$"""
              {{{first}}}

                team       demo
                admin key  {{{key}}}   (shown this once)

                curl -i {{{Reachable(urls.First())}}}/v2/prism/demo/contact -H 'x-api-key: {{{key}}}' -H 'content-type: application/json' -d '{"default":{"full_name":"Ada Lovelace"}}'

              """;
    }

    /// <summary>An address that listens on every interface is called by its loopback.</summary>
    private static string Reachable(string url) =>
        url.Replace("//[::]:", "//127.0.0.1:", StringComparison.Ordinal).Replace("//0.0.0.0:", "//127.0.0.1:", StringComparison.Ordinal);
}
