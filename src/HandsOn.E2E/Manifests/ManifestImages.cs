using HandsOn.Kubernetes.Json;

namespace HandsOn.E2E.Manifests;

/// <summary>The images that manifests name.</summary>
public static class ManifestImages
{
    /// <summary>The images of a manifest, each once. What is not YAML names none: saying so is somebody else's task.</summary>
    public static IReadOnlyList<string> Of(string manifest)
    {
        try
        {
            return [.. YamlFile.Parse(manifest, "manifest").SelectMany(d => In(d.Root)).Distinct()];
        }
        catch (ManifestException)
        {
            return [];
        }
    }

    /// <summary>The images of all manifests of a folder, each once.</summary>
    public static IReadOnlyList<string> OfFolder(string folder) => [.. ManifestIndex.Files(folder).SelectMany(f => Of(File.ReadAllText(f))).Distinct()];

    // Wherever a pod is described, its containers are members of these names.
    private static IEnumerable<string> In(JsonMap map) => map.SelectMany(member => (member.Key, member.Value) switch
    {
        ("containers" or "initContainers", JsonList containers) => containers.Maps().Select(c => c.String("image")).OfType<string>(),
        (_, JsonMap inner) => In(inner),
        (_, JsonList list) => list.Maps().SelectMany(In),
        _ => [],
    });
}
