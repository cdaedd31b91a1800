using System.Text.RegularExpressions;

namespace HandsOn.E2E.Snapshots;

/// <summary>
/// Replaces what differs from run to run by what it is. One table of rules, applied in order; column widths, which follow from what
/// was masked, are reduced to two spaces.
/// </summary>
public static partial class SnapshotMasks
{
    // Names are made of the alphabet without vowels, 0, 1 and 3 (staging/src/k8s.io/apimachinery/pkg/util/rand/rand.go).
    private const string Safe = "bcdfghjklmnpqrstvwxz2456789";

    private static readonly (Regex What, string By)[] Rules =
    [
        (ServerItself(), ""),
        (Pulling(), ""),
        (Pulled(), "Image \"${image}\" is there"),
        (Uid(), "<uid>"),
        (ContainerId(), "<container id>"),
        (ImageId(), "${label}<image id>"),
        (LongTime(), "<time>"),
        (IsoTime(), "<time>"),
        (Volume(), "$1-<random>"),
        (PodName(), "${owner}-<hash>-<random>"),
        (ReplicaSetName(), "${before}<hash>"),
        (TemplateHash(), "pod-template-hash=<hash>"),
        (DaemonPodName(), "${owner}-<random>"),
        (Address(), "<ip>"),
        (NodePortInList(), ":<node port>/"),
        (NodePortLine(), "${label}<node port>/"),
        (RestartAge(), "(<age> ago)"),
        (RepeatedEvent(), "<age> "),
        (Age(), "<age>"),
    ];

    /// <summary>The text with everything masked that is different in every run.</summary>
    /// <param name="text">What kubectl wrote.</param>
    /// <param name="nodes">The names of the cluster's nodes.</param>
    public static string Apply(string text, IEnumerable<string> nodes)
    {
        var masked = nodes.Where(n => n.Length > 0).OrderByDescending(n => n.Length)
            .Aggregate(text.ReplaceLineEndings("\n"), (t, node) => Regex.Replace(t, $@"(?<![\w.-]){Regex.Escape(node)}(?![\w-])", "<node>"));
        foreach (var (what, by) in Rules) masked = what.Replace(masked, by);
        return string.Join('\n', masked.Split('\n').Select(Columns)).Trim('\n') + "\n";
    }

    private static string Columns(string line)
    {
        var content = line.TrimStart(' ');
        return line[..(line.Length - content.Length)] + Wide().Replace(content.TrimEnd(), "  ");
    }

    // The API server's own Service stands in a cluster's namespace default; a reader who has a part of a cluster works in another one.
    [GeneratedRegex(@"^kubernetes +ClusterIP +\S+ +<none> +443/TCP .*\n", RegexOptions.Multiline)]
    private static partial Regex ServerItself();

    // Whether an image was on the node before is that node's history.
    [GeneratedRegex(@"^.* Pulling image ""[^""]+""\n", RegexOptions.Multiline)]
    private static partial Regex Pulling();

    [GeneratedRegex(@"(Successfully pulled image ""(?<image>[^""]+)"" in|Container image ""(?<image>[^""]+)"" already present on machine)( .*)?$", RegexOptions.Multiline)]
    private static partial Regex Pulled();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Uid();

    [GeneratedRegex(@"\b(containerd|docker|cri-o)://[0-9a-f]{12,64}")]
    private static partial Regex ContainerId();

    [GeneratedRegex(@"(?<label>Image ID: +)\S+")]
    private static partial Regex ImageId();

    [GeneratedRegex(@"\b[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} [+-]\d{4}")]
    private static partial Regex LongTime();

    [GeneratedRegex(@"\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})")]
    private static partial Regex IsoTime();

    [GeneratedRegex($@"\b(kube-api-access|default-token)-[{Safe}]{{5}}\b")]
    private static partial Regex Volume();

    [GeneratedRegex($@"\b(?<owner>[a-z][a-z0-9-]*?)-[{Safe}]{{7,10}}-[{Safe}]{{5}}\b")]
    private static partial Regex PodName();

    [GeneratedRegex($@"(?<before>\b[a-z][a-z0-9-]*?-)(?=[{Safe}]*\d)[{Safe}]{{7,10}}(?![\w-])")]
    private static partial Regex ReplicaSetName();

    [GeneratedRegex($"pod-template-hash=[{Safe}]+")]
    private static partial Regex TemplateHash();

    [GeneratedRegex($@"^(?<owner>kube-proxy|[a-z][a-z0-9-]*-controller|svclb-[a-z-]+)-[{Safe}]{{5}}\b", RegexOptions.Multiline)]
    private static partial Regex DaemonPodName();

    [GeneratedRegex(@"\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b")]
    private static partial Regex Address();

    [GeneratedRegex(@"(?<=\d):3\d{4}/")]
    private static partial Regex NodePortInList();

    [GeneratedRegex(@"(?<label>NodePort: +\S+ +)3\d{4}/")]
    private static partial Regex NodePortLine();

    [GeneratedRegex(@"\((\d+[smhdy]){1,2} ago\)")]
    private static partial Regex RestartAge();

    // An event that came more than once: "12s (x3 over 1m)".
    [GeneratedRegex(@"(?<=\s)(\d+[smhdy]){1,2} \(x\d+ over (\d+[smhdy]){1,2}\)\s")]
    private static partial Regex RepeatedEvent();

    // "for 300s" is a toleration's own number, "cpu: 100m" a thousandth of a core.
    [GeneratedRegex(@"(?<=\s)(?<!for |cpu:\s+)(\d+[smhdy]){1,2}(?=\s|$)|(?<=\s)<(unknown|invalid)>(?=\s|$)")]
    private static partial Regex Age();

    [GeneratedRegex(" {2,}")]
    private static partial Regex Wide();
}
