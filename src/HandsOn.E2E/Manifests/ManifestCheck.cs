using System.Text.RegularExpressions;
using HandsOn.Cluster.Api.Resources;
using HandsOn.E2E.Inputs;
using HandsOn.E2E.Versions;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Schemas;
using HandsOn.Kubernetes.Schemas.Decoding;
using HandsOn.Kubernetes.Yaml;

namespace HandsOn.E2E.Manifests;

/// <summary>
/// Finds in manifests what any cluster of a minor would refuse to read: before one is started, and with file and line. What only
/// a cluster can judge (validation, admission) is left to it.
/// </summary>
public static partial class ManifestCheck
{
    /// <summary>Checks the manifests of a folder.</summary>
    /// <param name="folder">The folder; its subfolders are not read.</param>
    /// <param name="minor">The minor whose API they are for.</param>
    /// <exception cref="ManifestException">The first thing that is wrong.</exception>
    public static void Folder(string folder, KubernetesMinor minor)
    {
        var files = ManifestIndex.Files(folder);
        if (files.Count == 0) throw new ManifestException(folder, 0, "there are no manifests (*.yaml, *.yml, *.json) in this folder");
        foreach (var file in files) File(file, minor);
    }

    /// <summary>Checks one file.</summary>
    /// <exception cref="ManifestException">The first thing that is wrong.</exception>
    public static void File(string path, KubernetesMinor minor)
    {
        var documents = YamlFile.Read(path);
        if (documents.Count == 0) throw new ManifestException(path, 0, "there is no object in this file");
        foreach (var document in documents)
        {
            if (document.Duplicates is [var duplicate, ..]) throw new ManifestException(path, duplicate.Position.Line, $"duplicate field \"{duplicate.Path}\"");
            Object(new(path, document), document.Root, "", minor.Number);
        }
    }

    private static void Object(Source source, JsonMap root, string place, int minor)
    {
        if (root.String("apiVersion") is not { Length: > 0 } version) throw source.At(place, "not a Kubernetes object: it has no apiVersion");
        if (root.String("kind") is not { Length: > 0 } name) throw source.At(place, "not a Kubernetes object: it has no kind");
        if (name == "List")
        {
            for (var i = 0; i < root.List("items").Count; i++)
                Object(source, root.List("items")[i] as JsonMap ?? throw source.At($"{place}items[{i}]", "not a Kubernetes object"), $"{place}items[{i}].", minor);
            return;
        }
        var kind = new GroupVersionKind(GroupVersion.Parse(version).Group, GroupVersion.Parse(version).Version, name);
        if (ServedKinds.WhyNot(kind, minor) is { } why) throw source.At(place + (ServedKinds.IsKnown(name) ? "apiVersion" : "kind"), why);
        if (root.Map("metadata").String("name") is not { Length: > 0 } && root.Map("metadata")["generateName"] is null)
            throw source.At($"{place}metadata", $"{name} has no metadata.name");
        if (SchemaCatalog.Default.ForKind(kind) is { } type) Fields(source, root, place, type, minor);
    }

    private static void Fields(Source source, JsonMap root, string place, TypeSchema type, int minor)
    {
        try
        {
            var found = ObjectDecoder.Decode(root, type, null, minor).StrictErrors;
            if (found is [var first, ..]) throw source.At(place + (FieldName().Match(first) is { Success: true } field ? field.Groups[1].Value : ""), first);
        }
        catch (DecodingException wrong)
        {
            throw source.At(place + WrongValue.Find(root, type, minor), $"{root.String("kind")} cannot be read: {wrong.Message}");
        }
    }

    [GeneratedRegex("field \"([^\"]+)\"")]
    private static partial Regex FieldName();

    private sealed record Source(string File, YamlDocument Document)
    {
        public ManifestException At(string field, string what) => new(
            File, field.TrimEnd('.') is { Length: > 0 } path ? Document.Positions.Nearest(path).Line : Document.StartLine, what);
    }
}
