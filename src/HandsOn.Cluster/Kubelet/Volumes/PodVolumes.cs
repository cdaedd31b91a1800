using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Kubelet;

/// <summary>The volumes of a pod by name.</summary>
internal sealed class PodVolumes
{
    private readonly KubeletContext context;
    private readonly PodState state;
    private readonly Dictionary<string, IVolume> volumes = new(StringComparer.Ordinal);

    public PodVolumes(KubeletContext context, PodState state)
    {
        this.context = context;
        this.state = state;
        foreach (var volume in state.Pod.Spec.List("volumes").Maps()) volumes[volume.String("name") ?? ""] = Make(volume);
    }

    public IVolume? Find(string name) => volumes.GetValueOrDefault(name);

    /// <summary>The first volume that cannot be set up, and why.</summary>
    public (string Volume, string Message)? Problem()
    {
        foreach (var (name, volume) in volumes)
            if (volume.Problem() is { } problem) return (name, problem);
        return null;
    }

    private IVolume Make(JsonMap volume)
    {
        if (volume["configMap"] is JsonMap config) return Object(ConfigMapKind.Resource, config, "name");
        if (volume["secret"] is JsonMap secret) return Object(SecretKind.Resource, secret, "secretName");
        if (volume["downwardAPI"] is JsonMap downward) return new DownwardApiVolume(state, downward.List("items"));
        return volume["projected"] is JsonMap projected
            ? new ProjectedVolume([.. projected.List("sources").Maps().Select(Source)])
            : new MemoryVolume();
    }

    private IVolume Source(JsonMap source)
    {
        if (source["serviceAccountToken"] is JsonMap token) return new TokenVolume(context, state, token);
        if (source["configMap"] is JsonMap config) return Object(ConfigMapKind.Resource, config, "name");
        if (source["secret"] is JsonMap secret) return Object(SecretKind.Resource, secret, "name");
        return new DownwardApiVolume(state, source.List("downwardAPI", "items"));
    }

    private ObjectVolume Object(GroupResource resource, JsonMap source, string nameField) => new(
        context.Client, resource, state.Pod.Namespace, source.String(nameField) ?? "", source.List("items"), source.Bool("optional") == true);
}
