using System.Text;
using System.Text.RegularExpressions;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Kubelet;

/// <summary>A pod's field as text, for <c>fieldRef</c> in variables and downward API volumes (pkg/fieldpath/fieldpath.go).</summary>
internal static partial class FieldReference
{
    public static string Value(PodState state, string path)
    {
        var pod = state.Pod;
        if (Subscript().Match(path) is { Success: true } match)
            return pod.Metadata.Map(match.Groups["map"].Value).String(match.Groups["key"].Value) ?? "";
        return path switch
        {
            "metadata.name" => pod.Name,
            "metadata.namespace" => pod.Namespace,
            "metadata.uid" => pod.Uid,
            "metadata.labels" => Lines(pod.Labels),
            "metadata.annotations" => Lines(pod.Annotations),
            "spec.nodeName" => pod.Spec.String("nodeName") ?? "",
            "spec.serviceAccountName" => pod.Spec.String("serviceAccountName") ?? "",
            "status.hostIP" or "status.hostIPs" => state.HostAddress.ToString(),
            "status.podIP" or "status.podIPs" => state.Address?.ToString() ?? "",
            _ => throw new ContainerConfigException($"unsupported fieldPath: {path}"),
        };
    }

    /// <summary>One <c>key="value"</c> a line, sorted, with the value escaped as Go's %q does.</summary>
    private static string Lines(JsonMap map)
    {
        var text = new StringBuilder();
        foreach (var (key, value) in map.Strings().OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            if (text.Length > 0) text.Append('\n');
            text.Append(key).Append("=\"");
            foreach (var c in value)
                text.Append(c switch { '"' => "\\\"", '\\' => "\\\\", '\n' => "\\n", '\t' => "\\t", '\r' => "\\r", _ => c.ToString() });
            text.Append('"');
        }
        return text.ToString();
    }

    [GeneratedRegex(@"^metadata\.(?<map>labels|annotations)\['(?<key>[^']+)'\]$")]
    private static partial Regex Subscript();
}
