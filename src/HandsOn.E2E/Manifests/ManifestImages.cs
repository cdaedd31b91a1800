using HandsOn.E2E.Clusters;
using HandsOn.E2E.Inputs;
using HandsOn.Kubernetes.Json;

namespace HandsOn.E2E.Manifests;

/// <summary>The images that manifests name.</summary>
public static class ManifestImages
{
    /// <summary>The images of a manifest, each once. What is not YAML names none: saying so is somebody else's task.</summary>
    /// <param name="manifest">Its text.</param>
    /// <param name="name">What stands before the line at which an image is named.</param>
    public static IReadOnlyList<NamedImage> Of(string manifest, string name)
    {
        try
        {
            return
            [
                .. YamlFile.Parse(manifest, name)
                    .SelectMany(d => In(d.Root, "").Select(i => new NamedImage(i.Image, $"{name}:{d.Positions.Nearest(i.Path).Line}"))).DistinctBy(i => i.Name),
            ];
        }
        catch (ManifestException)
        {
            return [];
        }
    }

    /// <summary>The images of all manifests of a folder, each once.</summary>
    public static IReadOnlyList<NamedImage> OfFolder(string folder) =>
        [.. ManifestIndex.Files(folder).SelectMany(f => Of(File.ReadAllText(f), Path.GetFileName(f))).DistinctBy(i => i.Name)];

    // Wherever a pod is described, its containers are members of these names.
    private static IEnumerable<(string Image, string Path)> In(JsonMap map, string path) => map.SelectMany(member => (member.Key, member.Value) switch
    {
        ("containers" or "initContainers", JsonList containers) => containers.Maps().Index()
            .Where(c => c.Item.String("image") is not null).Select(c => (c.Item.String("image")!, $"{Below(path, member.Key)}[{c.Index}].image")),
        (_, JsonMap inner) => In(inner, Below(path, member.Key)),
        (_, JsonList list) => list.Maps().Index().SelectMany(i => In(i.Item, $"{Below(path, member.Key)}[{i.Index}]")),
        _ => [],
    });

    private static string Below(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";
}
