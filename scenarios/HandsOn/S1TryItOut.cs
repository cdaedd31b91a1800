using FluentAssertions;
using HandsOn.E2E.Api;
using HandsOn.E2E.Waiting;
using HandsOn.Scenarios.Support;
using NUnit.Framework;

namespace HandsOn.Scenarios.HandsOn;

public sealed class S1TryItOut() : HandsOnScenario("とりあえず触ってみる")
{
    [TestCase(TestName = "1 とりあえず触ってみる - from nothing to a guestbook that answers through its Ingress")]
    public async Task From_nothing_to_a_guestbook_that_answers_through_its_Ingress()
    {
        await BeginAsync();
        await FollowAsync("kubectlで操作するKubernetes Clusterをdocker-for-desktopに設定");
        var context = await FollowAsync("設定されているかの確認");
        await StepAsync("the context is docker-for-desktop", () => Task.FromResult(context.Should().Be("docker-for-desktop\n")));
        var system = await FollowAsync("動作確認");
        await ControlPlane.IsShownAsync(Run, system, Cancel);

        await FollowAsync("docker-for-desktopでingressが使えるように下準備");
        await UntilAsync(Expect.Settled());
        await FollowAsync("デプロイ");
        await UntilAsync(Expect.Settled());
        await UntilAsync(Expect.ReadyEndpoints("frontend", (await FrontendPodsAsync()).Count));
        await FollowAsync("ingressの有効化");
        await FollowAsync("ingressのデプロイ");
        await UntilAsync(Expect.IngressAddress("guestbook-ingress"));
        await SnapshotAsync("get ingress", await FollowAsync("ADDRESSがlocalhostになるまで待機"));
        await StepAsync(Run.Cluster.Traits.Address.Sentence, AddressIsAsExpectedAsync);

        await SnapshotAsync("get deploy", await FollowAsync("deployment一覧"));
        await SnapshotAsync("describe deploy", await FollowAsync("Deployment詳細"));
        await SnapshotAsync("get rs", await FollowAsync("ReplicaSet一覧"));
        await SnapshotAsync("describe rs", await FollowAsync("ReplicaSet詳細"));
        await SnapshotAsync("get pod", await FollowAsync("Pod一覧"));
        await SnapshotAsync("describe pod", await FollowAsync("Pod詳細"));
        var log = await FollowAsync("Podのログ");
        await SnapshotAsync("get svc", await FollowAsync("Service一覧"));
        await SnapshotAsync("describe svc", await FollowAsync("Service詳細"));
        await FollowAsync("Ingress一覧");
        await SnapshotAsync("describe ing", await FollowAsync("Ingress詳細"));
        AtEndOfSection();

        await StepAsync("the log is the frontend's own", async () =>
            log.Should().Be(await Api.LogsAsync("default", (await FrontendPodsAsync())[0].Name, cancellation: Cancel)).And.NotBeEmpty());
        using var guestbook = await OpenGuestbookAsync();
        await StepAsync("the page opens through the Ingress", async () => (await guestbook.TitleAsync(Cancel)).Should().Be("Guestbook"));
        await StepAsync("a message is written and read back", () => guestbook.WriteEverywhereAsync("こんにちは", Run.Waiter.Patience, Cancel));
    }

    private async Task AddressIsAsExpectedAsync()
    {
        var address = (await Api.GetAsync(ApiResources.Ingresses, "default", "guestbook-ingress", Cancel)).Status.List("loadBalancer", "ingress").Maps().Single();
        var nodes = await NodeAddressesAsync();
        (address.String("hostname") ?? address.String("ip") ?? "").Should().Match(shown => Run.Cluster.Traits.Address.Holds(shown, nodes), Run.Cluster.Traits.Address.Sentence);
    }

    private async Task<IReadOnlyList<string>> NodeAddressesAsync() =>
        [.. (await Api.ListAsync(ApiResources.Nodes, cancellation: Cancel)).Items.SelectMany(n => n.Status.List("addresses").Maps()).Select(a => a.String("address") ?? "")];
}
