using System.Globalization;
using HandsOn.E2E.Inputs;
using HandsOn.E2E.Versions;
using HandsOn.Kubernetes.Json;

namespace HandsOn.E2E.Tutorials.Amendments;

/// <summary>Reads the file of amendments that stands beside a text.</summary>
public static class AmendmentFile
{
    /// <summary>Reads a file of amendments.</summary>
    /// <param name="path">The file.</param>
    /// <param name="words">What is put in place of <c>${name}</c>, by name.</param>
    /// <exception cref="ManifestException">The file is missing, is not YAML, or an entry says too little.</exception>
    public static IReadOnlyList<Amendment> Load(string path, IReadOnlyDictionary<string, string>? words = null)
    {
        var root = YamlFile.Read(path).Select(d => d.Root).FirstOrDefault() ?? JsonMap.Empty;
        return [.. root.List("amendments").Maps().Select(entry => Read(entry, path, words ?? new Dictionary<string, string>())).OrderBy(a => a.First)];
    }

    private static Amendment Read(JsonMap entry, string path, IReadOnlyDictionary<string, string> words)
    {
        var lines = Text(entry, "lines", path).Split('-');
        if (!int.TryParse(lines[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            || !int.TryParse(lines[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var last) || last < first)
            throw new ManifestException(path, 0, $"lines: \"{entry["lines"]}\" is neither a line nor a range of lines");
        return new(first, last, Minor(entry, "from"), Minor(entry, "to"), Lines(Text(entry, "was", path)), Lines(Filled("becomes")), Filled("reason"));

        string Filled(string key) => words.Aggregate(Text(entry, key, path), (text, word) => text.Replace($"${{{word.Key}}}", word.Value));
    }

    private static KubernetesMinor? Minor(JsonMap entry, string key) => entry.String(key) is { } text ? KubernetesMinor.Parse(text) : null;

    private static string[] Lines(string text) => text.TrimEnd('\n').Split('\n');

    private static string Text(JsonMap entry, string key, string path) => entry[key] switch
    {
        string text => text,
        long number => number.ToString(CultureInfo.InvariantCulture),
        _ => throw new ManifestException(path, 0, $"an amendment has no \"{key}\": {JsonText.ToString(entry)}"),
    };
}
