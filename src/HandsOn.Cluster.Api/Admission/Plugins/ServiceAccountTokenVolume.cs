using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Admission.Plugins;

/// <summary>The volume with token, CA and namespace that every container gets at a well-known place: a projected one since 1.21, a Secret before.</summary>
internal static class ServiceAccountTokenVolume
{
    public const string MountPath = "/var/run/secrets/kubernetes.io/serviceaccount";

    private const string NamePrefix = "kube-api-access-";
    private const int ExpirationSeconds = 3607;
    private const int DefaultMode = 0x1A4; // 0644

    private static readonly JsonMap Source = JsonMap.Of(
        ("sources", JsonList.Of(
            JsonMap.Of(("serviceAccountToken", JsonMap.Of(("expirationSeconds", ExpirationSeconds), ("path", "token")))),
            JsonMap.Of(("configMap", JsonMap.Of(("name", "kube-root-ca.crt"), ("items", JsonList.Of(JsonMap.Of(("key", "ca.crt"), ("path", "ca.crt"))))))),
            JsonMap.Of(("downwardAPI", JsonMap.Of(("items", JsonList.Of(JsonMap.Of(
                ("path", "namespace"), ("fieldRef", JsonMap.Of(("apiVersion", "v1"), ("fieldPath", "metadata.namespace"))))))))))),
        ("defaultMode", DefaultMode));

    /// <summary>Mounts it into every container that has nothing mounted there yet.</summary>
    public static KubeObject Mount(KubeObject pod, IRandomSource random)
    {
        var existing = pod.Spec.List("volumes").Maps().Select(v => v.String("name")).FirstOrDefault(n => n?.StartsWith(NamePrefix, StringComparison.Ordinal) == true);
        return Mount(pod, existing, existing ?? random.Generate(NamePrefix), ("projected", Source));
    }

    /// <summary>Mounts a Secret with a token instead, as before 1.21.</summary>
    public static KubeObject MountSecret(KubeObject pod, string secret)
    {
        var existing = pod.Spec.List("volumes").Maps().FirstOrDefault(v => v.String("secret", "secretName") == secret)?.String("name");
        return Mount(pod, existing, existing ?? secret, ("secret", JsonMap.Of(("secretName", secret), ("defaultMode", DefaultMode))));
    }

    private static KubeObject Mount(KubeObject pod, string? existing, string name, (string Kind, JsonMap Source) volume)
    {
        var mount = JsonMap.Of(("name", name), ("readOnly", true), ("mountPath", MountPath));
        var needed = false;
        JsonMap WithMount(JsonMap container)
        {
            var mounts = container.List("volumeMounts");
            if (mounts.Find("mountPath", MountPath) is not null) return container;
            needed = true;
            return container.With("volumeMounts", mounts.Add(mount));
        }
        var spec = pod.Spec;
        foreach (var field in new[] { "initContainers", "containers" })
            if (spec[field] is JsonList containers) spec = spec.With(field, containers.MapEach(WithMount));
        if (needed && existing is null)
            spec = spec.With("volumes", spec.List("volumes").Add(JsonMap.Of(("name", name), (volume.Kind, volume.Source))));
        return new KubeObject(pod.Root.With("spec", spec));
    }
}
