using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Versions;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>
/// The labels and the selector by which a Job knows its pods, unless the user manages them
/// (pkg/registry/batch/job/strategy.go, generateSelector).
/// </summary>
internal static class JobPreparation
{
    private const string Prefix = "batch.kubernetes.io/";

    public static KubeObject ForCreate(KubeObject job, int minor)
    {
        if (job.Spec.Bool("manualSelector") == true) return Labelled(job, job.Spec.Map("template", "metadata", "labels"));
        var isPrefixed = minor >= SinceMinor.JobPrefixedLabels;
        var labels = job.Spec.Map("template", "metadata", "labels");
        labels = WithPair(labels, "job-name", job.Name, isPrefixed);
        labels = WithPair(labels, "controller-uid", job.Uid, isPrefixed);
        var spec = job.Spec.SetIn(labels, "template", "metadata", "labels");
        var key = isPrefixed ? Prefix + "controller-uid" : "controller-uid";
        if (!spec.Map("selector", "matchLabels").ContainsKey(key)) spec = spec.SetIn(job.Uid, "selector", "matchLabels", key);
        return Labelled(new KubeObject(job.Root.With("spec", spec)), labels);
    }

    /// <summary>A Job without labels of its own gets those of its pods.</summary>
    private static KubeObject Labelled(KubeObject job, JsonMap labels) =>
        job.Labels.Count == 0 && labels.Count > 0 ? job.SetIn(labels, "metadata", "labels") : job;

    private static JsonMap WithPair(JsonMap labels, string key, string value, bool isPrefixed)
    {
        if (!labels.ContainsKey(key)) labels = labels.With(key, value);
        return isPrefixed && !labels.ContainsKey(Prefix + key) ? labels.With(Prefix + key, value) : labels;
    }
}
