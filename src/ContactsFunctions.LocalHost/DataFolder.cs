namespace ContactsFunctions.LocalHost;

/// <summary>The folder of the SQLite file, which on Cosmos DB holds the queues only.</summary>
internal static class DataFolder
{
    /// <summary>Makes the folder and writes into it once; returns what is wrong with it in one sentence, or null.</summary>
    public static string? Problem(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            using var probe = new FileStream(Path.Combine(folder, $".probe-{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return $"The data folder {folder} cannot be written: {exception.Message}";
        }
    }
}
