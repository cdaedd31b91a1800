using System.Text;
using FluentAssertions;
using HandsOn.Cluster.Api.Requests;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Controllers;
using HandsOn.Cluster.Hosting;
using HandsOn.Cluster.Network;
using HandsOn.Cluster.Network.Services;
using HandsOn.Cluster.Server.Streams;
using HandsOn.Kubernetes.Naming;
using HandsOn.Kubernetes.Objects;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Hosting;

[TestFixture]
public sealed class SecretTokensTests
{
    [Test, CancelAfter(30_000)]
    public async Task A_token_Secret_gets_a_token_that_is_good_until_it_goes(CancellationToken cancel)
    {
        var random = new SeededRandomSource(1);
        var network = new VirtualNetwork(TimeProvider.System, random);
        await using var plane = await ControlPlane.StartAsync(new EmbeddedClusterOptions(), random, new ServiceDialer(network), new NoKubelets(), [], cancel);
        var client = plane.Client(UserInfo.Loopback, "test");
        await client.CreateAsync(ServiceAccountKind.Resource, KubeObject.Parse("""{"apiVersion":"v1","kind":"ServiceAccount","metadata":{"name":"robot","namespace":"default"}}"""), cancel);
        await using var manager = new ControllerManager(plane.Server, TimeProvider.System, random, new ControllerOptions { Tokens = new SecretTokens(plane) });
        manager.Start("token-controller");
        await client.CreateAsync(SecretKind.Resource, KubeObject.Parse("""
            {"apiVersion":"v1","kind":"Secret","type":"kubernetes.io/service-account-token",
             "metadata":{"name":"robot-token","namespace":"default","annotations":{"kubernetes.io/service-account.name":"robot"}}}
            """), cancel);
        await manager.SettledAsync();

        var secret = client.Get(SecretKind.Resource, "default", "robot-token");
        var token = Encoding.ASCII.GetString(Convert.FromBase64String(secret.Root.String("data", "token")!));
        plane.Tokens.Verify(token)!.Name.Should().Be("system:serviceaccount:default:robot");
        await client.DeleteAsync(SecretKind.Resource, "default", "robot-token", cancellation: cancel);
        plane.Tokens.Verify(token).Should().BeNull();
    }

    private sealed class NoKubelets : IKubelets
    {
        public IKubeletApi? For(string nodeName) => null;
    }
}
