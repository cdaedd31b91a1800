using System.Net;
using System.Net.Sockets;
using System.Text;
using FluentAssertions;
using HandsOn.E2E.Clusters;
using HandsOn.E2E.RealClusters.Kubeconfigs;
using HandsOn.E2E.RealClusters.Tests.Retries;
using HandsOn.E2E.Tests.Support;
using HandsOn.E2E.Versions;
using NUnit.Framework;

namespace HandsOn.E2E.RealClusters.Tests.Kubeconfigs;

[CancelAfter(30_000)]
public sealed class RetriesTests
{
    [Test]
    public async Task A_cluster_that_is_not_ready_is_asked_again_and_each_run_counts_its_own_retries(CancellationToken cancellation)
    {
        using var folder = TestFolder.Create();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        folder.Write("kubeconfig", $$"""
            clusters: [{name: a, cluster: {server: "http://{{listener.LocalEndpoint}}"} }]
            users: [{name: a, user: {token: t} }]
            contexts: [{name: a, context: {cluster: a, user: a} }]
            """);
        _ = ServeAsync(listener, ["503 Service Unavailable", "200 OK"], cancellation);
        string? Environment(string name) => name == "KUBECONFIG" ? folder.PathOf("kubeconfig") : null;
        var provider = new KubeconfigClusterProvider(Environment, new SkippingClock());
        var request = new ClusterRequest { Run = "one", Context = "a" };

        (await provider.DefaultMinorAsync(request, cancellation)).Should().Be(new KubernetesMinor(36));

        provider.RetriesOf(request).Should().Equal(new Dictionary<string, int> { ["503"] = 1 });
        provider.RetriesOf(request with { Run = "other" }).Should().BeEmpty();
    }

    private static async Task ServeAsync(TcpListener listener, IEnumerable<string> answers, CancellationToken cancellation)
    {
        const string Body = """{"gitVersion":"v1.36.5"}""";
        foreach (var answer in answers)
        {
            using var connection = await listener.AcceptSocketAsync(cancellation);
            await connection.ReceiveAsync(new byte[4096], cancellation);
            var text = $"HTTP/1.1 {answer}\r\nConnection: close\r\nContent-Length: {Body.Length}\r\n\r\n{Body}";
            await connection.SendAsync(Encoding.ASCII.GetBytes(text), cancellation);
        }
    }
}
