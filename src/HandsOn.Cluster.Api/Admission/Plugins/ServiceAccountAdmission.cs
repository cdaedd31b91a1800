using System.Threading.Channels;
using HandsOn.Cluster.Api.Requests;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Api.Storage;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Naming;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Versions;

namespace HandsOn.Cluster.Api.Admission.Plugins;

/// <summary>
/// Every pod runs as a service account, with its token mounted unless it or the account says otherwise
/// (plugin/pkg/admission/serviceaccount/admission.go).
/// </summary>
internal sealed class ServiceAccountAdmission(ObjectStore store, TimeProvider time, IRandomSource random, int minor) : IAdmissionPlugin
{
    private const string DefaultName = "default";

    /// <summary>The controller makes the default account right after the namespace; the real server waits about as long for it.</summary>
    private static readonly TimeSpan DefaultAccountPatience = TimeSpan.FromSeconds(1.5);

    public async ValueTask<KubeObject> MutateAsync(AdmissionAttributes write, CancellationToken cancellation)
    {
        var pod = write.Object!;
        if (write.Operation != "CREATE" || write.Request.Resource != PodKind.Resource || write.Request.Subresource.Length > 0) return pod;
        if (pod.Annotations.ContainsKey("kubernetes.io/config.mirror")) return DemandBareMirror(write.Request, pod);
        var name = pod.Spec.String("serviceAccountName") is { Length: > 0 } given ? given : DefaultName;
        var account = await FindAsync(pod.Namespace, name, cancellation).ConfigureAwait(false)
            ?? throw StatusErrors.Forbidden(write.Request.Resource, pod.Name, $"error looking up service account {pod.Namespace}/{name}: serviceaccount \"{name}\" not found");
        pod = pod.SetIn(name, "spec", "serviceAccountName").SetIn(name, "spec", "serviceAccount");
        var automount = pod.Spec.Bool("automountServiceAccountToken") ?? account.Root.Bool("automountServiceAccountToken") ?? true;
        if (automount) pod = minor < SinceMinor.BoundServiceAccountTokenVolume ? ServiceAccountTokenVolume.MountSecret(pod, TokenOf(account)) : ServiceAccountTokenVolume.Mount(pod, random);
        if (pod.Spec.List("imagePullSecrets").Count == 0 && account.Root.List("imagePullSecrets") is { Count: > 0 } secrets)
            pod = pod.SetIn(secrets, "spec", "imagePullSecrets");
        return pod;
    }

    // The first of the account's secrets that holds a token of it (admission.go of 1.20, getReferencedServiceAccountToken).
    private string TokenOf(KubeObject account) =>
        account.Root.List("secrets").Maps().Select(s => s.String("name") ?? "")
            .FirstOrDefault(name => store.Find(SecretKind.Resource, new ObjectKey(account.Namespace, name)) is { } secret && ServiceAccountTokenSecret.AccountOf(secret) == account.Key)
        ?? throw StatusErrors.ServerTimeout(
            ServiceAccountKind.Resource, "create pod", 1,
            $"No API token found for service account \"{account.Name}\", retry after the token is automatically created and added to the service account");

    private static KubeObject DemandBareMirror(RequestContext request, KubeObject pod)
    {
        if (pod.Spec.String("serviceAccountName") is { Length: > 0 })
            throw StatusErrors.Forbidden(request.Resource, pod.Name, "a mirror pod may not reference service accounts");
        if (pod.Spec.List("volumes").Maps().Any(v => v.ContainsKey("secret")))
            throw StatusErrors.Forbidden(request.Resource, pod.Name, "a mirror pod may not reference secrets");
        return pod;
    }

    private async ValueTask<KubeObject?> FindAsync(string @namespace, string name, CancellationToken cancellation)
    {
        var key = new ObjectKey(@namespace, name);
        if (store.Find(ServiceAccountKind.Resource, key) is { } found) return found;
        return name == DefaultName ? await AwaitAsync(key, cancellation).ConfigureAwait(false) : null;
    }

    private async ValueTask<KubeObject?> AwaitAsync(ObjectKey key, CancellationToken cancellation)
    {
        var (snapshot, watch) = store.SnapshotAndWatch(ServiceAccountKind.Resource);
        using var _ = watch;
        if (snapshot.Find(key) is { } found) return found;
        using var patience = new CancellationTokenSource(DefaultAccountPatience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            while (true)
            {
                var change = await watch.Events.ReadAsync(either.Token).ConfigureAwait(false);
                if (change.Object.Key == key && change.Type != StoreEventType.Deleted) return change.Object;
            }
        }
        catch (Exception over) when (over is OperationCanceledException or ChannelClosedException)
        {
            cancellation.ThrowIfCancellationRequested();
            return null;
        }
    }
}
