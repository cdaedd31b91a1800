using HandsOn.E2E.Api;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.E2E.Diagnostics.RootCauses;

/// <summary>
/// Looks for what is wrong with a namespace where what failed (a page, a comparison) names no object: a Service that leads nowhere, a
/// name that containers ask for and no Service has.
/// </summary>
public static class LikelyCause
{
    /// <summary>The first thing that is wrong; <see langword="null"/> where nothing shows.</summary>
    public static async Task<Cause?> OfAsync(IApiClient api, string @namespace, CancellationToken cancellation = default)
    {
        var state = await ClusterState.ReadAsync(api, cancellation);
        var services = state.All("Service", @namespace).OrderBy(s => s.Name, StringComparer.Ordinal).ToList();
        if (services.Select(s => ServiceCause.Of(state, s)).FirstOrDefault(c => c is not null) is { } cause) return cause;
        foreach (var pod in state.All("Pod", @namespace).Where(p => p.HasCondition("Ready")))
            foreach (var container in pod.Spec.List("containers").Maps())
                if (NameCause.Of(pod, await LogAsync(api, pod, container.String("name") ?? "", cancellation), services) is { } unknown) return unknown;
        return null;
    }

    private static async Task<string> LogAsync(IApiClient api, KubeObject pod, string container, CancellationToken cancellation)
    {
        try
        {
            return await api.LogsAsync(pod.Namespace, pod.Name, container, cancellation: cancellation);
        }
        catch (StatusException)
        {
            // The container went in the meantime, and its log with it.
            return "";
        }
    }
}
