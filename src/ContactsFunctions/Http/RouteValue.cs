namespace ContactsFunctions.Http;

/// <summary>Route values as the Functions host hands them over: decoded, except that a slash stays <c>%2F</c>.</summary>
public static class RouteValue
{
    /// <summary>The value with its slashes. A value that held the text <c>%2F</c> itself looks the same and cannot be told apart.</summary>
    public static string Decode(string value) => value.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
