using HandsOn.Cluster.Api.Requests;
using HandsOn.Cluster.Client;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Controllers;

/// <summary>A controller that the manager can run.</summary>
/// <param name="Name">Its name, which is also that of its service account in kube-system.</param>
/// <param name="Needs">The resources without which it has nothing to do.</param>
/// <param name="Make">Makes it.</param>
internal sealed record ControllerRegistration(string Name, IReadOnlyList<GroupResource> Needs, Func<ControllerContext, Controller> Make)
{
    /// <summary>Who it is at the API server: its service account in kube-system, but for those that have another identity.</summary>
    public UserInfo User { get; init; } = UserInfo.ServiceAccount("kube-system", Name);
}
