using System.Runtime.CompilerServices;
using HandsOn.Kubernetes.Json;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Resources;

/// <summary>Files that hold what a real server of 1.36.2 made of an object.</summary>
internal static class GoldenFiles
{
    public static IEnumerable<TestCaseData> In(string folder) => Directory
        .EnumerateFiles(Path.Combine(Root(), folder), "*.json").Order(StringComparer.Ordinal)
        .Select(file => new TestCaseData(JsonText.ParseMap(File.ReadAllText(file))).SetArgDisplayNames(Path.GetFileNameWithoutExtension(file)));

    /// <summary>The names of the files of a folder, without their ending.</summary>
    public static IEnumerable<string> Names(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root(), folder), "*.json").Select(file => Path.GetFileNameWithoutExtension(file));

    private static string Root([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Golden");
}
