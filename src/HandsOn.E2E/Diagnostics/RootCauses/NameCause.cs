using System.Text.RegularExpressions;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.E2E.Diagnostics.RootCauses;

/// <summary>A container's log complains of a name that does not resolve, and it is that of no Service.</summary>
internal static partial class NameCause
{
    // A slip of the pen, not another name.
    private const int MostSlips = 2;

    public static Cause? Of(KubeObject pod, string log, IReadOnlyList<KubeObject> services)
    {
        if (!Complaint().IsMatch(log)) return null;
        var asked = Host().Matches(log).Select(m => m.Groups["host"].Value).FirstOrDefault(h => services.All(s => s.Name != h));
        if (asked is null) return null;
        var meant = services.Where(s => Slips(s.Name, asked) <= MostSlips).OrderBy(s => Slips(s.Name, asked)).FirstOrDefault();
        var sentence = $"pod {pod.Name} asks for {asked}, and no Service has that name";
        return meant is null ? new(sentence) : Cause.In(meant, "metadata.name", $"{sentence} (the nearest is {meant.Name})");
    }

    // How many letters have to be changed, added or left out.
    private static int Slips(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var next = new int[row.Length];
            next[0] = i;
            for (var j = 1; j <= b.Length; j++) next[j] = Math.Min(Math.Min(next[j - 1], row[j]) + 1, row[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
            row = next;
        }
        return row[^1];
    }

    [GeneratedRegex("Name or service not known|Temporary failure in name resolution|no such host|Could not resolve host", RegexOptions.IgnoreCase)]
    private static partial Regex Complaint();

    [GeneratedRegex(@"(?:://|MASTER |host:? )(?<host>[a-z][a-z0-9-]*)(?=:\d|\s|$)", RegexOptions.Multiline)]
    private static partial Regex Host();
}
