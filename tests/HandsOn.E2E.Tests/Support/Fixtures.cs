namespace HandsOn.E2E.Tests.Support;

/// <summary>Where the project's fixtures are.</summary>
internal static class Fixtures
{
    public static string Root { get; } = Find();

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "HandsOn.E2E.sln"))) return System.IO.Path.Combine(folder.FullName, "fixtures");
        throw new DirectoryNotFoundException("the tests run outside the project");
    }
}
