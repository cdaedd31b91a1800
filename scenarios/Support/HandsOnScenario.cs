using HandsOn.E2E.Api;
using HandsOn.E2E.Tutorials.Following;
using HandsOn.E2E.Waiting;
using HandsOn.Kubernetes.Objects;
using HandsOn.Scenarios.Running;

namespace HandsOn.Scenarios.Support;

/// <summary>A section of the hands-on's text: its commands come from the text, and what earlier sections built is there already.</summary>
public abstract class HandsOnScenario(string heading) : Scenario
{
    private SectionReader? reader;

    /// <summary>Begins the section: builds what the sections before it have built.</summary>
    protected async Task BeginAsync() =>
        reader = await SectionReader.BeginAsync(Run, HandsOnText.For(ScenarioSession.Current.Settings), heading, Cancel);

    /// <summary>Follows the section's next step; it must stand under that heading.</summary>
    protected Task<string> FollowAsync(string under) => reader!.FollowAsync(under, Cancel);

    /// <summary>Says that the section has been followed to its end.</summary>
    protected void AtEndOfSection() => reader!.AtEnd();

    protected Task<KubeObject> FrontendAsync() => Api.GetAsync(ApiResources.Deployments, "default", "frontend", Cancel);

    protected async Task<IReadOnlyList<KubeObject>> FrontendReplicaSetsAsync()
    {
        var uid = (await FrontendAsync()).Uid;
        return [.. (await Api.ListAsync(ApiResources.ReplicaSets, "default", cancellation: Cancel)).Items.Where(r => r.Controller?.Uid == uid)];
    }

    /// <summary>The frontend's pods that stay, in the order in which they appeared.</summary>
    protected async Task<IReadOnlyList<KubeObject>> FrontendPodsAsync()
    {
        await Run.Pods.CatchUpAsync(Cancel);
        return [.. Run.Pods.InOrderOfAppearance("default").Where(IsFrontend).Where(p => !p.IsTerminating)];
    }

    /// <summary>Waits for the Ingress, and gives a guestbook that is reached through it.</summary>
    protected async Task<Guestbook> OpenGuestbookAsync()
    {
        await UntilAsync(Expect.ReadyEndpoints("frontend", (await FrontendPodsAsync()).Count));
        await UntilAsync(Expect.IngressAddress("guestbook-ingress"));
        return new(await Run.IngressAddressAsync(Cancel));
    }

    protected static bool IsFrontend(KubeObject pod) => pod.Labels.String("tier") == "frontend";

    protected static string? MemoryOf(KubeObject withTemplate) =>
        withTemplate.Spec.List("template", "spec", "containers").Maps().First().String("resources", "requests", "memory");

    protected static string? RevisionOf(KubeObject deploymentOrReplicaSet) => deploymentOrReplicaSet.Annotations.String("deployment.kubernetes.io/revision");
}
