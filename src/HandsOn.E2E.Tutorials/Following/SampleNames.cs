using System.Text.RegularExpressions;
using HandsOn.E2E.Tutorials.Texts;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.E2E.Tutorials.Following;

/// <summary>
/// The generated names in a text (<c>frontend-6cb7f8bd65-gjd29</c>) are those of its author's cluster. Here each stands for a live
/// object: a ReplicaSet's for the one that its Deployment uses now, a pod's for the first, second ... pod of that Deployment, in the
/// order in which the text first names them.
/// </summary>
public sealed partial class SampleNames
{
    private readonly Dictionary<string, List<string>> podsByReplicaSet = [];

    /// <summary>Collects the generated names of a text.</summary>
    public SampleNames(TutorialText text)
    {
        foreach (var word in text.Sections.SelectMany(s => s.Steps).DistinctBy(s => s.Line).OfType<KubectlStep>().SelectMany(s => s.Arguments))
            if (Name().Match(word) is { Success: true } name && name.Groups["pod"].Success)
            {
                var pods = podsByReplicaSet.TryGetValue(name.Groups["set"].Value, out var known) ? known : podsByReplicaSet[name.Groups["set"].Value] = [];
                if (!pods.Contains(word)) pods.Add(word);
            }
    }

    /// <summary>Whether one of the arguments looks like a generated name, so that live objects are needed to read it.</summary>
    public static bool AnyIn(IReadOnlyList<string> arguments) => arguments.Any(a => Name().IsMatch(a));

    /// <summary>The arguments with every sample name replaced by the name of the live object.</summary>
    /// <exception cref="FormatException">A sample's Deployment exists, but no live object for it.</exception>
    public IReadOnlyList<string> Resolve(IReadOnlyList<string> arguments, LiveObjects live) => [.. arguments.Select(a => Resolve(a, live))];

    private string Resolve(string word, LiveObjects live)
    {
        if (Name().Match(word) is not { Success: true } name || live.Pods.Any(p => p.Name == word) || live.ReplicaSets.Any(r => r.Name == word)) return word;
        var owner = name.Groups["owner"].Value;
        var sets = live.ReplicaSets.Where(r => r.Controller is { Kind: "Deployment" } c && c.Name == owner).ToList();
        if (sets.Count == 0) return word;
        return name.Groups["pod"].Success ? Pod(word, name.Groups["set"].Value, owner, sets, live.Pods) : sets.MaxBy(Age)!.Name;
    }

    private string Pod(string word, string set, string owner, List<KubeObject> sets, IReadOnlyList<KubeObject> all)
    {
        var uids = sets.Select(s => s.Uid).ToHashSet();
        var pods = all.Where(p => !p.IsTerminating && p.Controller is { } c && uids.Contains(c.Uid)).ToList();
        var index = podsByReplicaSet.TryGetValue(set, out var known) ? Math.Max(0, known.IndexOf(word)) : 0;
        return index < pods.Count
            ? pods[index].Name
            : throw new FormatException($"{word} stands for pod {index + 1} of Deployment {owner}, which has {pods.Count} ({string.Join(", ", pods.Select(p => p.Name))})");
    }

    // The one in use has replicas; among several, and among none, the newest revision.
    private static (bool InUse, long Revision) Age(KubeObject set) =>
        (set.Spec.Long("replicas") > 0, long.TryParse(set.Annotations.String("deployment.kubernetes.io/revision"), out var revision) ? revision : 0);

    [GeneratedRegex("^(?<set>(?<owner>[a-z][a-z0-9-]*?)-[0-9a-z]{8,10})(-(?<pod>[a-z0-9]{5}))?$")]
    private static partial Regex Name();
}
