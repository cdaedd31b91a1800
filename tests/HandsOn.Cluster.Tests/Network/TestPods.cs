using System.Net;
using System.Text;
using HandsOn.Cluster.Network;
using HandsOn.Kubernetes.Naming;
using HandsOn.Testing;
using HandsOn.Workloads.Network;

namespace HandsOn.Cluster.Tests.Network;

/// <summary>A virtual network on a manual clock with pods to attach.</summary>
internal sealed class TestPods
{
    public const string Node = "192.168.65.3";

    public TestPods() => Network = new VirtualNetwork(Clock, new SeededRandomSource(1));

    public ManualTimeProvider Clock { get; } = new();

    public VirtualNetwork Network { get; }

    public IPodAttachment Attach(string address, bool hostNetwork = false, string node = Node, string nameserver = "10.96.0.10", string @namespace = "default") =>
        Network.Attach(new PodNetworkSettings(
            IPAddress.Parse(address), IPAddress.Parse(node), hostNetwork, [IPAddress.Parse(nameserver)],
            [$"{@namespace}.svc.cluster.local", "svc.cluster.local", "cluster.local"], 5, new Dictionary<string, IPAddress>()));

    /// <summary>Answers every connection to a port with a word, then closes it.</summary>
    public static IVirtualListener Serve(IPodNetwork pod, int port, string word)
    {
        var listener = pod.Listen(port);
        _ = Task.Run(async () =>
        {
            while (await listener.AcceptAsync() is { } connection)
            {
                await connection.Stream.WriteAsync(Encoding.UTF8.GetBytes(word));
                connection.Stream.Dispose();
            }
        });
        return listener;
    }

    public static async Task<string> ReadAsync(IPodNetwork pod, string host, int port)
    {
        await using var stream = await pod.ConnectAsync(host, port);
        return await new StreamReader(stream).ReadToEndAsync();
    }

    public static async Task<NetworkFailure> FailureAsync(Func<Task> attempt)
    {
        try
        {
            await attempt();
        }
        catch (NetworkException failed)
        {
            return failed.Failure;
        }
        throw new InvalidOperationException("it did not fail");
    }
}
