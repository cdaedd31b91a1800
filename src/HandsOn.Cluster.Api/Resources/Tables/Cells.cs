using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Selectors;

namespace HandsOn.Cluster.Api.Resources.Tables;

/// <summary>Cells that several kinds have (pkg/printers/internalversion/printers.go).</summary>
internal static class Cells
{
    public const string None = "<none>";
    public const string Unset = "<unset>";

    public static string OrNone(string? text) => string.IsNullOrEmpty(text) ? None : text;

    public static string Since(string? timestamp, DateTimeOffset now) => HumanDuration.Since(Timestamps.Parse(timestamp), now);

    /// <summary>A map of labels: <c>a=b,c=d</c>.</summary>
    public static string Labels(JsonMap labels) =>
        OrNone(string.Join(",", labels.Strings().OrderBy(l => l.Key, StringComparer.Ordinal).Select(l => $"{l.Key}={l.Value}")));

    /// <summary>A LabelSelector.</summary>
    public static string Selector(JsonMap? selector)
    {
        if (selector is null) return None;
        try
        {
            return OrNone(LabelSelector.From(selector).ToString());
        }
        catch (StatusException)
        {
            return "<error>";
        }
    }

    /// <summary>The containers' names of a pod spec.</summary>
    public static string ContainerNames(JsonMap podSpec) => Join(podSpec, "name");

    /// <summary>The containers' images of a pod spec.</summary>
    public static string ContainerImages(JsonMap podSpec) => Join(podSpec, "image");

    /// <summary>The first three, and how many more there are.</summary>
    public static string Few(IReadOnlyList<string> all, int most = 3)
    {
        var shown = string.Join(",", all.Take(most));
        return all.Count > most ? $"{shown} + {all.Count - most} more..." : shown;
    }

    private static string Join(JsonMap podSpec, string key) =>
        string.Join(",", podSpec.List("containers").Maps().Select(c => c.String(key) ?? ""));
}
