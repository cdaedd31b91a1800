using HandsOn.Cluster.Api.Requests;
using HandsOn.Cluster.Api.Verbs;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Selectors;

namespace HandsOn.Cluster.Server.Http.Pods;

/// <summary>Asks the PodDisruptionBudgets of a pod whether it may be evicted, and takes it off their allowance.</summary>
internal sealed class DisruptionBudgets(ApiServer server)
{
    private const string Refusal = "Cannot evict pod as it would violate the pod's disruption budget.";
    private const int RetryAfterSeconds = 10;

    private static readonly GroupResource Budgets = new("policy", "poddisruptionbudgets");

    /// <exception cref="StatusException">429: a budget does not allow it; 500: more than one budget is about the pod.</exception>
    public async Task SpendAsync(KubeObject pod, bool dryRun, CancellationToken cancellation)
    {
        var budgets = server.Store.Snapshot(Budgets).Objects(pod.Namespace)
            .Where(b => LabelSelector.From(b.Spec["selector"] as JsonMap).Matches(pod.Labels)).ToList();
        if (budgets.Count == 0) return;
        if (budgets.Count > 1)
            throw new StatusException(500, "", "This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.");
        if (!pod.HasCondition("Ready") && AllowsUnready(budgets[0])) return;
        var definition = server.Catalog.Get(Budgets);
        var request = new RequestContext(UserInfo.Loopback, definition, "update")
        {
            Namespace = pod.Namespace,
            Name = budgets[0].Name,
            Subresource = "status",
            FieldManager = "kube-apiserver",
            DryRun = dryRun,
            IsAuthorized = true,
        };
        await server.UpdateAsync(request, budget => Spent(budget!, pod), cancellation).ConfigureAwait(false);
    }

    private static bool AllowsUnready(KubeObject budget) =>
        budget.Spec.String("unhealthyPodEvictionPolicy") == "AlwaysAllow"
        || (budget.Status.Long("desiredHealthy") > 0 && budget.Status.Long("currentHealthy") >= budget.Status.Long("desiredHealthy"));

    private KubeObject Spent(KubeObject budget, KubeObject pod)
    {
        if ((budget.Status.Long("observedGeneration") ?? 0) < budget.Generation)
            throw TooMany($"The disruption budget {budget.Name} is still being processed by the server.", RetryAfterSeconds);
        var allowed = budget.Status.Long("disruptionsAllowed") ?? 0;
        if (allowed <= 0)
            throw TooMany(
                $"The disruption budget {budget.Name} needs {budget.Status.Long("desiredHealthy") ?? 0} healthy pods and has {budget.Status.Long("currentHealthy") ?? 0} currently",
                null);
        return budget.RemoveIn("metadata", "resourceVersion")
            .SetIn(allowed - 1, "status", "disruptionsAllowed")
            .SetIn(Timestamps.Format(server.Context.Time.GetUtcNow()), "status", "disruptedPods", pod.Name);
    }

    private static StatusException TooMany(string cause, int? retryAfterSeconds) => new(
        429, "TooManyRequests", Refusal,
        JsonMap.Of(
            ("causes", JsonList.Of(JsonMap.Of(("reason", "DisruptionBudget"), ("message", cause)))), ("retryAfterSeconds", retryAfterSeconds)));
}
