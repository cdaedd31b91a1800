using HandsOn.Cluster.Api.Requests;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Api.Storage;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Admission.Plugins;

/// <summary>
/// Nothing is created in a namespace that does not exist or is going away, and the namespaces that a cluster cannot do without
/// stay (staging/src/k8s.io/apiserver/pkg/admission/plugin/namespace/lifecycle/admission.go).
/// </summary>
internal sealed class NamespaceLifecycle(ObjectStore store) : IAdmissionPlugin
{
    private static readonly string[] Immortal = ["default", "kube-system", "kube-public"];

    public ValueTask ValidateAsync(AdmissionAttributes write, CancellationToken cancellation)
    {
        var request = write.Request;
        if (write.Operation == "DELETE" && request.Resource == NamespaceKind.Resource && Immortal.Contains(request.Name))
            throw StatusErrors.Forbidden(request.Resource, request.Name, "this namespace may not be deleted");
        return ValueTask.CompletedTask;
    }

    public ValueTask<KubeObject> MutateAsync(AdmissionAttributes write, CancellationToken cancellation)
    {
        var request = write.Request;
        if (write.Operation == "CREATE" && request.Definition.Names.Namespaced) Check(request, write.Object!.Name);
        return ValueTask.FromResult(write.Object!);
    }

    private void Check(RequestContext request, string name)
    {
        // A review of access may ask about namespaces that do not exist.
        if (request.Resource is { Group: "authorization.k8s.io", Resource: "localsubjectaccessreviews" }) return;
        var home = store.Find(NamespaceKind.Resource, new ObjectKey("", request.Namespace))
            ?? throw StatusErrors.NotFound(NamespaceKind.Resource, request.Namespace);
        if (!home.IsTerminating) return;
        var cause = JsonMap.Of(
            ("reason", "NamespaceTerminating"), ("message", $"namespace {request.Namespace} is being terminated"), ("field", "metadata.namespace"));
        var refusal = StatusErrors.Forbidden(request.Resource, name, $"unable to create new content in namespace {request.Namespace} because it is being terminated");
        throw new StatusException(refusal.Code, refusal.Reason, refusal.Message, refusal.Details!.With("causes", JsonList.Of(cause)));
    }
}
