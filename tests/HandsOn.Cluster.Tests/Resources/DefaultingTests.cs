using FluentAssertions;
using HandsOn.Kubernetes.Json;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Resources;

public class DefaultingTests
{
    /// <summary>What differs from run to run, and what admission adds, which has no part here.</summary>
    private static readonly string[][] Masked =
    [
        ["metadata", "uid"], ["metadata", "resourceVersion"], ["metadata", "creationTimestamp"], ["metadata", "finalizers"], ["metadata", "namespace"],
        ["status", "lastPhaseTransitionTime"], ["spec", "healthCheckNodePort"], ["spec", "taints"],
    ];

    private static readonly string[] OfAdmission = ["tolerations", "serviceAccountName", "serviceAccount"];

    [TestCaseSource(typeof(GoldenFiles), nameof(GoldenFiles.In), new object[] { "Defaulting" })]
    public void A_minimal_object_is_stored_as_the_real_server_stores_it(JsonMap golden)
    {
        using var cluster = new TestKinds();

        var stored = cluster.Create(golden.Map("request"));

        var lines = Mask(stored.Root, stored.Uid);
        var expected = Mask(golden.Map("stored"), golden.String("stored", "metadata", "uid")!);
        lines.Except(expected).Should().BeEmpty("the real server does not write these");
        expected.Except(lines).Should().BeEmpty("the real server writes these");
    }

    private static string[] Mask(JsonMap item, string uid)
    {
        foreach (var path in Masked) item = item.RemoveIn(path);
        if (item.String("kind") == "Pod") item = MaskPod(item);
        if (item.String("kind") == "Service") item = MaskService(item);
        return [.. Lines(item, "").Select(line => line.Replace(uid, "UID", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }

    private static JsonMap MaskPod(JsonMap pod)
    {
        var spec = OfAdmission.Aggregate(pod.Map("spec"), (s, key) => s.Without(key));
        spec = spec.With("volumes", JsonList.From(spec.List("volumes").Maps().Where(v => !v.String("name")!.StartsWith("kube-api-access", StringComparison.Ordinal))));
        foreach (var list in (string[])["containers", "initContainers"])
            if (spec.ContainsKey(list)) spec = spec.With(list, spec.List(list).MapEach(WithoutToken));
        return pod.With("spec", spec);
    }

    private static JsonMap WithoutToken(JsonMap container)
    {
        var mounts = container.List("volumeMounts").Maps().Where(m => m.String("mountPath") != "/var/run/secrets/kubernetes.io/serviceaccount").ToList();
        return container.WithOrWithout("volumeMounts", mounts.Count == 0 ? null : JsonList.From(mounts));
    }

    private static JsonMap MaskService(JsonMap service)
    {
        if (service.String("spec", "clusterIP")?.StartsWith("10.", StringComparison.Ordinal) == true)
            service = service.SetIn("10.x", "spec", "clusterIP").SetIn(JsonList.Of("10.x"), "spec", "clusterIPs");
        return service["spec"] is JsonMap { Count: > 0 } spec && spec.ContainsKey("ports")
            ? service.SetIn(spec.List("ports").MapEach(p => p.ContainsKey("nodePort") ? p.With("nodePort", 30000) : p), "spec", "ports")
            : service;
    }

    /// <summary>One line a leaf, so that a difference is told by its path; nulls are told from what is not there.</summary>
    private static IEnumerable<string> Lines(object? value, string path) => value switch
    {
        JsonMap { Count: > 0 } map => map.SelectMany(m => Lines(m.Value, $"{path}.{m.Key}")),
        JsonList { Count: > 0 } list => list.SelectMany((item, i) => Lines(item, $"{path}[{i}]")),
        string time when path.EndsWith(".lastTransitionTime", StringComparison.Ordinal) => [$"{path} = {time.Length}"],
        _ => [$"{path} = {JsonText.ToString(value)}"],
    };
}
