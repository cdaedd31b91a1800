using System.Globalization;
using System.Net;
using HandsOn.Kubernetes.Json;
using HandsOn.Workloads.Containers;

namespace HandsOn.Cluster.Kubelet;

/// <summary>Does what a probe says, once (pkg/kubelet/prober/prober.go; pkg/probe).</summary>
internal sealed class Prober(ProbeClient client, TimeProvider time)
{
    /// <returns>Null for success, else what went wrong.</returns>
    public async Task<string?> ProbeAsync(PodState state, ContainerRun run, ProbeSpec probe, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(probe.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        var handler = probe.Handler;
        if (handler["exec"] is JsonMap exec) return await ExecAsync(run, exec, probe, either.Token).ConfigureAwait(false);
        var host = handler.String("httpGet", "host") ?? handler.String("tcpSocket", "host") ?? "";
        if (host.Length == 0) host = state.Address?.ToString() ?? "";
        if (probe.Port is not { } port) return "couldn't find port";
        return handler["httpGet"] is JsonMap get
            ? await GetAsync(host, port, get, either.Token).ConfigureAwait(false)
            : await ConnectAsync(host, port, either.Token).ConfigureAwait(false);
    }

    private async Task<string?> GetAsync(string host, int port, JsonMap get, CancellationToken cancellation)
    {
        var scheme = (get.String("scheme") ?? "HTTP").ToLowerInvariant();
        var path = (get.String("path") ?? "/").TrimStart('/');
        var url = string.Create(CultureInfo.InvariantCulture, $"{scheme}://{host}:{port}/{path}");
        var (status, error) = await client.GetAsync(url, get.List("httpHeaders"), "kube-probe", cancellation).ConfigureAwait(false);
        if (status is null) return error;
        return status is >= HttpStatusCode.OK and < HttpStatusCode.BadRequest
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"HTTP probe failed with statuscode: {(int)status}");
    }

    private async Task<string?> ConnectAsync(string host, int port, CancellationToken cancellation)
    {
        var target = new Uri(string.Create(CultureInfo.InvariantCulture, $"tcp://{host}:{port}"));
        try
        {
            await using var stream = await client.ConnectAsync(host, port, cancellation).ConfigureAwait(false);
            return null;
        }
        catch (IOException refused)
        {
            return ProbeClient.Words(refused, target);
        }
        catch (OperationCanceledException)
        {
            return $"dial tcp {target.Host}:{target.Port}: i/o timeout";
        }
    }

    private static async Task<string?> ExecAsync(ContainerRun run, JsonMap exec, ProbeSpec probe, CancellationToken cancellation)
    {
        string[] command = [.. exec.List("command").Strings()];
        var output = new StringWriter(CultureInfo.InvariantCulture);
        var shared = TextWriter.Synchronized(output);
        try
        {
            var running = ContainerExec.RunAsync(run, command, TextReader.Null, shared, shared, cancellation);
            var code = await running.WaitAsync(cancellation).ConfigureAwait(false);
            return code == 0 ? null : output.ToString();
        }
        catch (OperationCanceledException)
        {
            return $"command timed out: \"{string.Join(' ', command)}\" timed out after {GoDuration.Format(probe.Timeout)}";
        }
        catch (ExecutableNotFoundException missing)
        {
            return "OCI runtime exec failed: exec failed: unable to start container process: " + missing.Message;
        }
    }
}
