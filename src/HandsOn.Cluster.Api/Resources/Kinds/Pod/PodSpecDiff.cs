using System.Globalization;
using System.Text;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>
/// The lines in which two pod specs differ, each with three around it, as the refusal of an update shows them. Kubernetes
/// shows its own inner form of the spec; here it is the form that users know.
/// </summary>
internal static class PodSpecDiff
{
    private const int Around = 3;

    public static string Of(JsonMap old, JsonMap changed)
    {
        var before = Lines(old);
        var after = Lines(changed);
        var start = 0;
        while (start < before.Length && start < after.Length && before[start] == after[start]) start++;
        var end = 0;
        while (end < before.Length - start && end < after.Length - start && before[^(end + 1)] == after[^(end + 1)]) end++;
        var first = Math.Max(0, start - Around);
        var tail = Math.Min(Around, end);
        var text = new StringBuilder();
        var (removed, added) = (before.Length - end + tail - first, after.Length - end + tail - first);
        text.Append(CultureInfo.InvariantCulture, $"@@ -{first + 1},{removed} +{first + 1},{added} @@\n");
        foreach (var line in before[first..start]) text.Append(' ').Append(line).Append('\n');
        foreach (var line in before[start..^end]) text.Append('-').Append(line).Append('\n');
        foreach (var line in after[start..^end]) text.Append('+').Append(line).Append('\n');
        foreach (var line in before[(before.Length - end)..(before.Length - end + tail)]) text.Append(' ').Append(line).Append('\n');
        return text.ToString();
    }

    private static string[] Lines(JsonMap spec) => JsonText.ToString(Sorted(spec), indented: true).Split('\n');

    private static object? Sorted(object? value) => value switch
    {
        JsonMap map => JsonMap.From(
            map.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => KeyValuePair.Create(m.Key, Sorted(m.Value)))),
        JsonList list => JsonList.From(list.Select(Sorted)),
        _ => value,
    };
}
