using HandsOn.E2E.Api;
using HandsOn.E2E.Inputs;
using HandsOn.E2E.Scopes;
using HandsOn.Kubernetes.Yaml;

namespace HandsOn.E2E.Manifests;

/// <summary>Finds the file and line at which an object, or one of its fields, is written down, so that a failure can point there.</summary>
public sealed class ManifestIndex
{
    private readonly Dictionary<Subject, Place> byObject = [];
    private readonly Dictionary<string, Place> byFile = new(StringComparer.Ordinal);

    private ManifestIndex() { }

    /// <summary>Reads the manifests of a folder.</summary>
    /// <param name="folder">The folder; its subfolders are not read.</param>
    /// <param name="name">What stands before a file's name.</param>
    /// <param name="scope">What the objects' namespaces are called in the cluster; the same where none is given.</param>
    /// <exception cref="ManifestException">A file is not YAML.</exception>
    public static ManifestIndex Read(string folder, string name, ClusterScope? scope = null)
    {
        scope ??= ClusterScope.Whole;
        var index = new ManifestIndex();
        foreach (var file in Files(folder))
        {
            var shown = $"{name}/{Path.GetFileName(file)}";
            foreach (var document in YamlFile.Parse(File.ReadAllText(file), shown))
            {
                var metadata = document.Root.Map("metadata");
                var place = new Place(shown, document);
                index.byObject[new(document.Root.String("kind") ?? "", scope.NamespaceOf(metadata.String("namespace") ?? ClusterScope.Default), metadata.String("name") ?? "")] = place;
                index.byFile.TryAdd(Path.GetFileName(file), place);
            }
        }
        return index;
    }

    internal static IReadOnlyList<string> Files(string folder) =>
        [.. Directory.EnumerateFiles(folder).Where(f => Path.GetExtension(f) is ".yaml" or ".yml" or ".json").Order(StringComparer.Ordinal)];

    /// <summary>Where the object, or the nearest thing to its field, is written down; <see langword="null"/> where it is not.</summary>
    public SourceLine? Find(Subject subject, string field = "") => byObject.GetValueOrDefault(subject)?.Line(field);

    /// <summary>Where a field of a file's first object, or the nearest thing to it, is written down; <see langword="null"/> where there is no such file.</summary>
    public SourceLine? Find(string fileName, string field) => byFile.GetValueOrDefault(fileName)?.Line(field);

    private sealed record Place(string File, YamlDocument Document)
    {
        public SourceLine Line(string field) => new(File, field.Length == 0 ? Document.StartLine : Document.Positions.Nearest(field).Line);
    }
}
