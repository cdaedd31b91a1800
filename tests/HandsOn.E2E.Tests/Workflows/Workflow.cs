using HandsOn.E2E.Inputs;
using HandsOn.E2E.Tests.Support;
using HandsOn.Kubernetes.Json;

namespace HandsOn.E2E.Tests.Workflows;

/// <summary>A workflow of GitHub, as these tests look at it.</summary>
public sealed record Workflow(string Path)
{
    private static readonly string Root = System.IO.Path.GetDirectoryName(Fixtures.Root)!;

    /// <summary>This repository's, and the one for others to copy.</summary>
    public static IEnumerable<Workflow> All =>
        Directory.GetFiles(System.IO.Path.Combine(Root, ".github", "workflows")).Order(StringComparer.Ordinal).Append(FileOf("docs/pull-request-gate.yml")).Select(f => new Workflow(f));

    public string Text => File.ReadAllText(Path);

    public JsonMap Map => YamlFile.Read(Path).Single().Root;

    public IReadOnlyList<(string Name, JsonMap Job)> Jobs => [.. Map.Map("jobs").Select(j => (j.Key, (JsonMap)j.Value!))];

    public IEnumerable<JsonMap> Steps => Jobs.SelectMany(j => j.Job.List("steps").Maps());

    public static Workflow Named(string name) => All.Single(w => System.IO.Path.GetFileName(w.Path) == name);

    public static string FileOf(string path) => System.IO.Path.Combine(Root, path);

    public override string ToString() => System.IO.Path.GetRelativePath(Root, Path);
}
