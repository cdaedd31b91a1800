using System.Globalization;
using HandsOn.Cluster.Api.Pods;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Versions;

namespace HandsOn.Cluster.Controllers.Job;

/// <summary>The completion indexes of an Indexed Job (pkg/controller/job/indexed_job_utils.go).</summary>
internal static class JobIndexes
{
    private const string Key = "batch.kubernetes.io/job-completion-index";
    private const string Variable = "JOB_COMPLETION_INDEX";
    private const int LongestGeneratedBase = 58;

    public static bool AreUsedBy(KubeObject job) => job.Spec.String("completionMode") == "Indexed";

    /// <summary>The index of a pod, or null where it has none that counts.</summary>
    public static int? Of(KubeObject job, KubeObject pod) =>
        int.TryParse(pod.Annotations.String(Key), NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < job.Spec.Long("completions") ? index : null;

    /// <summary>The indexes that the status says have succeeded: <c>0-2,5</c>.</summary>
    public static SortedSet<int> Parse(string? completed)
    {
        var indexes = new SortedSet<int>();
        foreach (var part in (completed ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var ends = part.Split('-');
            var first = int.Parse(ends[0], CultureInfo.InvariantCulture);
            for (var index = first; index <= int.Parse(ends[^1], CultureInfo.InvariantCulture); index++) indexes.Add(index);
        }
        return indexes;
    }

    /// <summary>The same notation; it takes three neighbours to make an interval.</summary>
    public static string Format(SortedSet<int> indexes)
    {
        var intervals = new List<(int First, int Last)>();
        foreach (var index in indexes)
        {
            if (intervals.Count > 0 && intervals[^1].Last == index - 1) intervals[^1] = (intervals[^1].First, index);
            else intervals.Add((index, index));
        }
        return string.Join(',', intervals.Select(i => (i.Last - i.First) switch
        {
            0 => $"{i.First}",
            1 => $"{i.First},{i.Last}",
            _ => $"{i.First}-{i.Last}",
        }));
    }

    /// <summary>The lowest indexes that have neither succeeded nor a pod at work.</summary>
    public static IEnumerable<int> Missing(KubeObject job, JobPods pods)
    {
        var held = JobPods.ReplacesOnlyFailed(job) ? pods.All.Where(p => !p.IsTerminal()) : pods.Active;
        var taken = (pods.CompletedIndexes ?? []).Concat(held.Select(p => Of(job, p)).OfType<int>()).ToHashSet();
        return Enumerable.Range(0, (int)(job.Spec.Long("completions") ?? 0)).Where(index => !taken.Contains(index));
    }

    /// <summary>The pod with its index: in name, host name, annotation, label and environment.</summary>
    public static KubeObject Give(KubeObject job, KubeObject pod, int index, int minor)
    {
        var text = index.ToString(CultureInfo.InvariantCulture);
        var suffix = $"-{text}-";
        var stem = job.Name.Length + suffix.Length > LongestGeneratedBase ? job.Name[..(LongestGeneratedBase - suffix.Length)] : job.Name;
        pod = pod.SetIn(stem + suffix, "metadata", "generateName").SetIn(text, "metadata", "annotations", Key).SetIn($"{job.Name}-{text}", "spec", "hostname");
        if (minor >= SinceMinor.PodIndexLabel) pod = pod.SetIn(text, "metadata", "labels", Key);
        var source = $"metadata.{(minor >= SinceMinor.PodIndexLabel ? "labels" : "annotations")}['{Key}']";
        foreach (var list in (string[])["containers", "initContainers"])
            if (pod.Spec[list] is JsonList containers)
                pod = pod.SetIn(JsonList.From(containers.Maps().Select(c => WithVariable(c, source))), "spec", list);
        return pod;
    }

    private static JsonMap WithVariable(JsonMap container, string source)
    {
        var env = container.List("env");
        if (env.Find("name", Variable) is not null) return container;
        return container.With("env", env.Add(JsonMap.Of(
            ("name", Variable), ("valueFrom", JsonMap.Of(("fieldRef", JsonMap.Of(("fieldPath", source))))))));
    }
}
