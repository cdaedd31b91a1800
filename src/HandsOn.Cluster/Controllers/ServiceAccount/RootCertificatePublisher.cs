using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Client;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Controllers.ServiceAccount;

/// <summary>
/// Gives every namespace a ConfigMap with the certificate by which pods know the API server
/// (pkg/controller/certificates/rootcacertpublisher/publisher.go).
/// </summary>
internal sealed class RootCertificatePublisher : Controller
{
    private const string MapName = "kube-root-ca.crt";

    private readonly ControllerOptions options;
    private readonly Informer namespaces;
    private readonly Informer maps;

    public RootCertificatePublisher(ControllerContext context) : base(context)
    {
        options = context.Options;
        namespaces = Informer(NamespaceKind.Resource);
        maps = Informer(ConfigMapKind.Resource);
    }

    public override string Name => "root-ca-certificate-publisher";

    protected override void Watch()
    {
        OnChange(NamespaceKind.Resource, (_, next) =>
        {
            if (next is not null) Queue.Add(next.Key);
        });
        OnChange(ConfigMapKind.Resource, (old, next) =>
        {
            if ((next ?? old)!.Name == MapName) Queue.Add(new("", (next ?? old)!.Namespace));
        });
    }

    protected override async ValueTask ReconcileAsync(ObjectKey key, CancellationToken cancellation)
    {
        if (namespaces.Find(key) is not { } item || item.Status.String("phase") == "Terminating") return;
        var data = JsonMap.Of(("ca.crt", options.RootCertificate));
        var known = maps.Find(key.Name, MapName);
        try
        {
            if (known is null)
                Wrote(ConfigMapKind.Resource, await Client.CreateAsync(ConfigMapKind.Resource, Make(key.Name, data), cancellation).ConfigureAwait(false));
            else if (!known.Root.Map("data").Equals(data) || !HasDescription(known))
                Wrote(ConfigMapKind.Resource, await Client.UpdateAsync(
                    ConfigMapKind.Resource, Described(new KubeObject(known.Root.With("data", data))), cancellation: cancellation).ConfigureAwait(false));
        }
        catch (StatusException refused) when (refused.IsNamespaceTerminating())
        {
            // Nobody will need it.
        }
    }

    private static KubeObject Make(string @namespace, JsonMap data) => Described(new KubeObject(JsonMap.Of(
        ("apiVersion", "v1"), ("kind", "ConfigMap"), ("metadata", JsonMap.Of(("name", MapName), ("namespace", @namespace))), ("data", data))));

    private static bool HasDescription(KubeObject map) => map.Annotations.String(DescriptionAnnotation) is { Length: > 0 };

    private static KubeObject Described(KubeObject map) => map.SetIn(Description, "metadata", "annotations", DescriptionAnnotation);

    private const string DescriptionAnnotation = "kubernetes.io/description";

    private const string Description =
        "Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or "
        + "kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.";
}
