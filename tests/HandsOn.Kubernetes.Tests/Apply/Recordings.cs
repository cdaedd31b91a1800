using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using NUnit.Framework;

namespace HandsOn.Kubernetes.Tests.Apply;

/// <summary>What a real Kubernetes 1.36.2 answered.</summary>
internal static class Recordings
{
    public static IEnumerable<string> Names(string prefix) =>
        Directory.GetFiles(Folder, prefix + "*.json").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal);

    public static JsonMap Read(string name) => (JsonMap)Parse(name);

    public static JsonList ReadList(string name) => (JsonList)Parse(name);

    public static GroupVersionKind Kind(JsonMap root) => new KubeObject(root).GroupVersionKind;

    public static JsonMap Untracked(JsonMap root) => root.RemoveIn("metadata", "managedFields");

    private static string Folder => Path.Combine(TestContext.CurrentContext.TestDirectory, "Apply", "Recorded");

    private static object Parse(string name) => JsonText.Parse(File.ReadAllBytes(Path.Combine(Folder, name + ".json")))!;
}
