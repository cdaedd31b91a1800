using HandsOn.E2E.Api;
using HandsOn.E2E.Versions;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.E2E.Waiting;

/// <summary>The expectations that scenarios use again and again.</summary>
public static class Expect
{
    private const int LastWithTokenSecret = 20;

    /// <summary>The Deployment has what its newest specification asks for: as <c>kubectl rollout status</c> decides it.</summary>
    public static Expectation DeploymentReady(string name, string @namespace = "default") => new Expectation(
        $"{name} is ready", $"{name} is not ready", [ApiResources.Deployments],
        view => view.Find(ApiResources.Deployments, @namespace, name) is { } found ? Unready(found) : $"there is no Deployment {name}")
        .Needing("Deployment", @namespace, name);

    /// <summary>Every Deployment is ready, every Job has done its work, and every admission webhook answers: the cluster is ready for the next command.</summary>
    public static Expectation Settled() => new(
        "everything that was applied is ready", "what was applied is not ready",
        [ApiResources.Deployments, ApiResources.Jobs, ApiResources.Endpoints, ApiResources.ValidatingWebhooks], view => Unsettled(view).FirstOrDefault().Why)
    {
        Suspect = view => Unsettled(view).FirstOrDefault().Subject,
        Needs = view => [.. Unsettled(view).Select(u => u.Subject)],
        Proof = AdmissionProof.MissingAsync,
    };

    /// <summary>The Service leads to that many ready pods.</summary>
    public static Expectation ReadyEndpoints(string service, int count, string @namespace = "default")
    {
        var expectation = new Expectation(
            $"Service {service} leads to {count} pod(s)", $"Service {service} does not lead to {count} pod(s)", [ApiResources.Endpoints, ApiResources.Services],
            view => Addresses(view, @namespace, service) is var ready && ready == count ? null : $"it leads to {ready}");
        // To lead to none needs no pod that is in order.
        return count > 0 ? expectation.Needing("Service", @namespace, service) : expectation.About("Service", @namespace, service);
    }

    /// <summary>The Ingress has got an address.</summary>
    public static Expectation IngressAddress(string name, string @namespace = "default") => new Expectation(
        $"Ingress {name} has an address", $"Ingress {name} has no address", [ApiResources.Ingresses],
        view => view.Find(ApiResources.Ingresses, @namespace, name)?.Status.List("loadBalancer", "ingress").Count > 0 ? null : "its status has none")
        .About("Ingress", @namespace, name);

    /// <summary>The namespace has its service account, without which no pod can be made in it.</summary>
    /// <param name="namespace">The namespace.</param>
    /// <param name="minor">The cluster's minor: until 1.20 the account must have a Secret with a token.</param>
    public static Expectation ServiceAccount(string @namespace, KubernetesMinor minor) => new Expectation(
        $"namespace {@namespace} can be used", $"namespace {@namespace} cannot be used", [ApiResources.ServiceAccounts],
        view => view.Find(ApiResources.ServiceAccounts, @namespace, "default") is not { } account ? "it has no service account \"default\""
            : minor.Number <= LastWithTokenSecret && account.Root.List("secrets").Count == 0 ? "its service account \"default\" has no token" : null)
        .About("ServiceAccount", @namespace, "default");

    /// <summary>The pod is ready.</summary>
    public static Expectation PodReady(string name, string @namespace = "default") => new Expectation(
        $"pod {name} is ready", $"pod {name} is not ready", [ApiResources.Pods],
        view => view.Find(ApiResources.Pods, @namespace, name)?.HasCondition("Ready") == true ? null : "its condition Ready is not True")
        .Needing("Pod", @namespace, name);

    /// <summary>There are exactly that many pods that fit, all ready and none on its way out.</summary>
    public static Expectation ReadyPods(string what, int count, Func<KubeObject, bool> fits) => new(
        $"{count} pod(s) of {what} are ready", $"{what} does not have {count} ready pod(s)", [ApiResources.Pods],
        view => view.All(ApiResources.Pods).Where(fits).ToList() is var pods && pods.Count == count && pods.All(IsReady)
            ? null
            : $"it has {string.Join(", ", pods.Select(p => $"{p.Name} ({(p.IsTerminating ? "being deleted" : IsReady(p) ? "ready" : "not ready")})"))}")
    {
        Suspect = view => Unready(view, fits).FirstOrDefault(),
        Needs = view => Unready(view, fits),
    };

    /// <summary>No object of that resource fits any more.</summary>
    public static Expectation Gone(ApiResource resource, string what, Func<KubeObject, bool> fits) => new(
        $"{what} is gone", $"{what} is still there", [resource],
        view => view.All(resource).Where(fits).ToList() is { Count: > 0 } left ? $"there is still {string.Join(", ", left.Select(o => o.Key))}" : null);

    /// <summary>Whether a pod is ready and stays.</summary>
    public static bool IsReady(KubeObject pod) => pod.HasCondition("Ready") && !pod.IsTerminating;

    private static string? Unready(KubeObject deployment)
    {
        var wanted = deployment.Spec.Long("replicas") ?? 1;
        var status = deployment.Status;
        if ((status.Long("observedGeneration") ?? 0) < deployment.Generation) return "its controller has not seen its newest specification";
        var (updated, all, available) = (status.Long("updatedReplicas") ?? 0, status.Long("replicas") ?? 0, status.Long("availableReplicas") ?? 0);
        return updated == wanted && all == wanted && available == wanted ? null : $"{updated} of {wanted} replicas are new, {all} exist, {available} are available";
    }

    private static IReadOnlyList<Subject> Unready(ClusterView view, Func<KubeObject, bool> fits) =>
        [.. view.All(ApiResources.Pods).Where(fits).Where(p => !IsReady(p)).Select(p => new Subject("Pod", p.Namespace, p.Name))];

    private static IEnumerable<(string Why, Subject Subject)> Unsettled(ClusterView view)
    {
        // Jobs first: what a Deployment waits for is often what a Job makes.
        foreach (var job in view.All(ApiResources.Jobs))
            if (!job.HasCondition("Complete")) yield return ($"Job {job.Key} is not complete", new("Job", job.Namespace, job.Name));
        foreach (var deployment in view.All(ApiResources.Deployments))
            if (Unready(deployment) is { } why) yield return ($"Deployment {deployment.Key}: {why}", new("Deployment", deployment.Namespace, deployment.Name));
        foreach (var service in view.All(ApiResources.ValidatingWebhooks).SelectMany(w => w.Root.List("webhooks").Maps()).Select(w => w.Map("clientConfig", "service")).Where(s => s.Count > 0))
            if (service.String("namespace") is { } space && view.Namespaces.Contains(space) && service.String("name") is { } name && Addresses(view, space, name) == 0)
                yield return ($"the webhook Service {space}/{name} leads to no pod", new("Service", space, name));
    }

    private static int Addresses(ClusterView view, string @namespace, string service) =>
        view.Find(ApiResources.Endpoints, @namespace, service)?.Root.List("subsets").Maps().Sum(s => s.List("addresses").Count) ?? 0;
}
