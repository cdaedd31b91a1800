using FluentAssertions;
using HandsOn.E2E.Api;
using HandsOn.E2E.Waiting;
using HandsOn.Kubernetes.Objects;
using HandsOn.Scenarios.Support;
using NUnit.Framework;

namespace HandsOn.Scenarios.HandsOn;

public sealed class S5Master() : HandsOnScenario("Masterの動き")
{
    private static readonly ApiResource[] OfTheGuestbook =
        [ApiResources.Deployments, ApiResources.ReplicaSets, ApiResources.Pods, ApiResources.Services, ApiResources.Endpoints];

    [TestCase(TestName = "5 Masterの動き - the master is pods too, each with its task, and the guestbook goes without a trace")]
    public async Task The_master_is_pods_too_each_with_its_task_and_the_guestbook_goes_without_a_trace()
    {
        await BeginAsync();
        var listed = await FollowAsync("Masterの動き");
        await ControlPlane.IsShownAsync(Run, listed, Cancel);
        await ControlPlane.TellsWritesInOrderAsync(Run, Cancel);
        await ControlPlane.AsksWhoYouAreAsync(Run, Cancel);
        await ControlPlane.LeavesTooLargePodsPendingAsync(Run, Cancel);
        await ControlPlane.RevivesKilledPodsAsync(Run, Cancel);

        var guestbook = await ObjectsOfTheGuestbookAsync();
        await FollowAsync("guestbookアプリケーションを削除");
        AtEndOfSection();
        foreach (var resource in OfTheGuestbook) await UntilAsync(Expect.Gone(resource, $"every one of the guestbook's {resource.Plural}", IsOfTheGuestbook));
        await StepAsync("nothing of the guestbook is left, and nothing else is missing", async () =>
        {
            guestbook.Should().HaveCountGreaterThan(12, "there was something to remove");
            (await ObjectsOfTheGuestbookAsync()).Should().BeEmpty();
            (await Api.FindAsync(ApiResources.ConfigMaps, "default", "kube-root-ca.crt", Cancel)).Should().NotBeNull("it is not the guestbook's");
        });
    }

    private async Task<IReadOnlyList<string>> ObjectsOfTheGuestbookAsync()
    {
        var found = new List<string>();
        foreach (var resource in OfTheGuestbook)
            found.AddRange((await Api.ListAsync(resource, "default", cancellation: Cancel)).Items.Where(IsOfTheGuestbook).Select(o => $"{resource.Plural}/{o.Name}"));
        return found;
    }

    private bool IsOfTheGuestbook(KubeObject found) =>
        found.Namespace == Run.Scope.Namespace && (found.Name.StartsWith("frontend", StringComparison.Ordinal) || found.Name.StartsWith("redis-", StringComparison.Ordinal));
}
