using HandsOn.Cluster.Api.Requests;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Admission;

/// <summary>A write on its way to the store.</summary>
/// <param name="Request">What was asked.</param>
/// <param name="Operation"><c>CREATE</c>, <c>UPDATE</c>, <c>DELETE</c> or <c>CONNECT</c>.</param>
/// <param name="Object">The object as it will be stored; null for a deletion.</param>
/// <param name="Old">The object as it is stored; null for a creation.</param>
internal sealed record AdmissionAttributes(RequestContext Request, string Operation, KubeObject? Object, KubeObject? Old);

/// <summary>
/// A step that every write passes between authorization and storage: first all plug-ins may change the object, then, after
/// validation, all may refuse it (staging/src/k8s.io/apiserver/pkg/admission/interfaces.go).
/// </summary>
internal interface IAdmissionPlugin
{
    /// <summary>The object, changed or not. Not called for deletions.</summary>
    /// <exception cref="StatusException">The write is refused.</exception>
    ValueTask<KubeObject> MutateAsync(AdmissionAttributes write, CancellationToken cancellation) => ValueTask.FromResult(write.Object!);

    /// <summary>Refuses or lets pass.</summary>
    /// <exception cref="StatusException">The write is refused.</exception>
    ValueTask ValidateAsync(AdmissionAttributes write, CancellationToken cancellation) => ValueTask.CompletedTask;
}
