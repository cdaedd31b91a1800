using System.Text;
using FluentAssertions;
using HandsOn.Cluster.Tests.Network;
using HandsOn.Workloads.Http;
using HandsOn.Workloads.IngressNginx.Proxying;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Workloads.IngressNginx;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class UpgradeTunnelTests
{
    private readonly TestPods pods = new();

    [TestCase("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\nhello", "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\nhello")]
    [TestCase("HTTP/1.1 426 Upgrade Required\r\nContent-Length: 2\r\n\r\nno", "HTTP/1.1 426 Upgrade Required\r\nTransfer-Encoding: chunked\r\nConnection: keep-alive\r\n\r\n2\r\nno\r\n0\r\n\r\n")]
    public async Task An_upgrade_is_passed_on_and_the_connections_are_joined(string answer, string expected)
    {
        using var backend = pods.Attach("10.1.0.2");
        using var proxy = pods.Attach("10.1.0.3");
        using var stopping = new CancellationTokenSource();
        var listener = backend.Network.Listen(80);
        var serving = new HttpServer((call, token) => UpgradeTunnel.OpenAsync(proxy.Network, call, call.Target, "10.1.0.2:80", false, token))
            .RunAsync(proxy.Network.Listen(80), stopping.Token);
        await using var client = await backend.Network.ConnectAsync("10.1.0.3", 80);
        await client.WriteAsync("GET /ws HTTP/1.1\r\nHost: a.test\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n"u8.ToArray());

        var seen = (await listener.AcceptAsync())!.Stream;
        (await ReadAsync(seen, "\r\n\r\n")).Should().StartWith("GET /ws HTTP/1.1\r\nHost: a.test\r\nConnection: Upgrade\r\nUpgrade: echo\r\n").And.Contain("X-Forwarded-Host: a.test\r\n");
        await seen.WriteAsync(Encoding.ASCII.GetBytes(answer));
        // Read by length: the head of an answer may arrive alone, and ends like the whole of a chunked one.
        var bytes = new byte[expected.Length];
        await client.ReadExactlyAsync(bytes);
        Encoding.ASCII.GetString(bytes).Should().Be(expected);
        if (expected.Contains("101"))
        {
            await client.WriteAsync("more!"u8.ToArray());
            (await ReadAsync(seen, "more!")).Should().Be("more!");
        }

        await stopping.CancelAsync();
        await serving.WaitAsync(TimeSpan.FromSeconds(5));
    }

    private static async Task<string> ReadAsync(Stream stream, string end)
    {
        var text = new StringBuilder();
        var buffer = new byte[256];
        while (!text.ToString().EndsWith(end, StringComparison.Ordinal))
            text.Append(Encoding.ASCII.GetString(buffer, 0, await stream.ReadAsync(buffer)));
        return text.ToString();
    }
}
