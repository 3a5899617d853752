namespace ContactsFunctions.Api.Tests.Harness;

/// <summary>Where things lie, seen from the running test assembly.</summary>
internal static class Repository
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>LocalHost as built beside these tests: in the same configuration and for the same framework.</summary>
    public static string LocalHostDll { get; } = FindLocalHost();

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ContactsFunctions.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No ContactsFunctions.sln above {AppContext.BaseDirectory}.");
    }

    private static string FindLocalHost()
    {
        var framework = new DirectoryInfo(AppContext.BaseDirectory);
        var output = Path.Combine("bin", framework.Parent!.Name, framework.Name);
        return Path.Combine(Root, "src", "ContactsFunctions.LocalHost", output, "ContactsFunctions.LocalHost.dll");
    }
}
