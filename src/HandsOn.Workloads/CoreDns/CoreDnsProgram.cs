using System.Buffers.Binary;
using HandsOn.Workloads.Api;
using HandsOn.Workloads.Containers;
using HandsOn.Workloads.Http;
using HandsOn.Workloads.Network;
using HandsOn.Workloads.Network.Dns;

namespace HandsOn.Workloads.CoreDns;

/// <summary>CoreDNS with the kubernetes plugin: UDP and TCP 53, health on 8080, readiness on 8181 once it has seen the cluster.</summary>
internal sealed class CoreDnsProgram(string version) : IContainerProgram
{
    private const int HealthPort = 8080;
    private const int ReadyPort = 8181;

    private static readonly Version FirstWithStableSlices = new(1, 8);
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(1);

    public async Task<int> RunAsync(IContainerContext container, CancellationToken stopping)
    {
        using var api = Connect(container);
        if (api is null) return 1;
        var settings = Corefile.Read(container);
        var records = new ClusterRecords(api, EndpointSlices(), message => Log(container, $"[INFO] plugin/kubernetes: {message}"));
        using var health = container.Network.Listen(HealthPort);
        var tasks = new List<Task>
        {
            records.RunAsync(container.Time, stopping),
            new HttpServer((_, _) => ValueTask.FromResult(HttpReply.Text(200, "OK"))).RunAsync(health, stopping),
            TellReadinessAsync(container, records, stopping),
        };
        if (!records.Synced.IsCompleted) Log(container, "[INFO] plugin/kubernetes: waiting for Kubernetes API before starting server");
        await Task.WhenAny(records.Synced, Until.StoppedAsync(stopping)).ConfigureAwait(false);
        if (!stopping.IsCancellationRequested) await ServeAsync(container, new DnsAnswers(settings, records), stopping).ConfigureAwait(false);
        await Task.WhenAll(tasks).ConfigureAwait(false);
        return 0;
    }

    /// <summary>discovery.k8s.io/v1 since CoreDNS 1.8, the release of Kubernetes 1.21; v1beta1 before.</summary>
    private ApiResource EndpointSlices() => Version.TryParse(version, out var release) && release < FirstWithStableSlices
        ? ApiResource.EndpointSlices.In("discovery.k8s.io", "v1beta1") : ApiResource.EndpointSlices;

    private static ClusterApi? Connect(IContainerContext container)
    {
        try
        {
            return ClusterApi.Connect(container);
        }
        catch (IOException failed)
        {
            Log(container, $"plugin/kubernetes: {failed.Message}");
            return null;
        }
    }

    /// <summary>
    /// The readiness port opens with the first news from the API, which is a matter of milliseconds: a probe that came before
    /// would get 503 and come again only after its period.
    /// </summary>
    private static async Task TellReadinessAsync(IContainerContext container, ClusterRecords records, CancellationToken stopping)
    {
        await Task.WhenAny(records.Synced, Until.ElapsedAsync(container.Time, LongestSilence, stopping)).ConfigureAwait(false);
        using var ready = container.Network.Listen(ReadyPort);
        var server = new HttpServer((_, _) => ValueTask.FromResult(records.Synced.IsCompleted ? HttpReply.Text(200, "OK") : HttpReply.Text(503, "kubernetes")));
        await server.RunAsync(ready, stopping).ConfigureAwait(false);
    }

    private async Task ServeAsync(IContainerContext container, DnsAnswers answers, CancellationToken stopping)
    {
        using var udp = container.Network.ListenDatagrams(DnsResolver.Port, (datagram, _) => ValueTask.FromResult(Answer(answers, datagram)));
        using var tcp = container.Network.Listen(DnsResolver.Port);
        Log(container, $".:53\nCoreDNS-{version}\nlinux/amd64");
        await using (stopping.Register(tcp.Dispose).ConfigureAwait(false))
            while (await tcp.AcceptAsync(CancellationToken.None).ConfigureAwait(false) is { } connection) _ = ServeAsync(connection, answers, stopping);
        Log(container, "[INFO] SIGTERM: Shutting down servers then terminating");
    }

    private static async Task ServeAsync(VirtualConnection connection, DnsAnswers answers, CancellationToken stopping)
    {
        await using var stream = connection.Stream;
        try
        {
            var length = new byte[2];
            while (true)
            {
                await stream.ReadExactlyAsync(length, stopping).ConfigureAwait(false);
                var query = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
                await stream.ReadExactlyAsync(query, stopping).ConfigureAwait(false);
                if (Answer(answers, query) is not { } reply) return;
                BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)reply.Length);
                await stream.WriteAsync((byte[])[.. length, .. reply.Span], stopping).ConfigureAwait(false);
            }
        }
        catch (Exception ended) when (ended is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The client has hung up, or the server stops.
        }
    }

    private static ReadOnlyMemory<byte>? Answer(DnsAnswers answers, ReadOnlyMemory<byte> datagram)
    {
        try
        {
            return DnsWire.Write(answers.Answer(DnsWire.Read(datagram.Span)));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static void Log(IContainerContext container, string line)
    {
        lock (container.Output) container.Output.WriteLine(line);
    }
}
