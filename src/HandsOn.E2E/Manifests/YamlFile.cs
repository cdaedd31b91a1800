using System.Globalization;
using HandsOn.Kubernetes.Json;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace HandsOn.E2E.Manifests;

/// <summary>One document of a YAML file, and the line of the file at which it begins.</summary>
/// <param name="Root">The document as JSON.</param>
/// <param name="Line">Counted from 1.</param>
public sealed record YamlDocument(JsonMap Root, int Line);

/// <summary>Reads YAML files as Kubernetes does (YAML 1.1 numbers and booleans, last one wins is not allowed), keeping line numbers.</summary>
public static class YamlFile
{
    /// <summary>Reads a file's documents; empty ones are left out.</summary>
    /// <exception cref="ManifestException">The file is missing, is not YAML, or holds something that is no object.</exception>
    public static IReadOnlyList<YamlDocument> Read(string path) =>
        File.Exists(path) ? Parse(File.ReadAllText(path), path) : throw new ManifestException(path, 0, "there is no such file");

    /// <summary>Reads the documents of a text; <paramref name="name"/> stands in errors.</summary>
    /// <exception cref="ManifestException">The text is not YAML, or holds something that is no object.</exception>
    public static IReadOnlyList<YamlDocument> Parse(string text, string name)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException error)
        {
            throw new ManifestException(name, (int)error.Start.Line, $"this is not YAML: {error.Message}");
        }
        return [.. stream.Documents.Select(d => d.RootNode).Where(n => !IsEmpty(n)).Select(n => ToDocument(n, name))];
    }

    private static YamlDocument ToDocument(YamlNode node, string name) =>
        new(ToJson(node) as JsonMap ?? throw new ManifestException(name, (int)node.Start.Line, "this is YAML, but no object"), (int)node.Start.Line);

    private static bool IsEmpty(YamlNode node) => node is YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "null" or "~" };

    private static object? ToJson(YamlNode node) => node switch
    {
        YamlMappingNode map => JsonMap.From(map.Children.Select(c => KeyValuePair.Create(((YamlScalarNode)c.Key).Value ?? "", ToJson(c.Value)))),
        YamlSequenceNode list => JsonList.From(list.Children.Select(ToJson)),
        YamlScalarNode { Style: ScalarStyle.Plain } scalar => Plain(scalar.Value ?? ""),
        YamlScalarNode scalar => scalar.Value,
        _ => null,
    };

    private static object? Plain(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" => true,
        "false" or "False" or "FALSE" => false,
        _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer) => integer,
        _ when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => text,
    };
}
