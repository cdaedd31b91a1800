using System.Net.Sockets;

namespace HandsOn.E2E.Cli.Output;

/// <summary>Says why a run that nobody chose a provider for uses the embedded cluster, after asking whether a Docker engine is there.</summary>
internal static class DockerEngine
{
    private const string DefaultHost = "unix:///var/run/docker.sock";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    /// <param name="host">What <c>DOCKER_HOST</c> says.</param>
    /// <param name="cancellation">Ends the question.</param>
    public static async Task<string> WhyEmbeddedAsync(string? host, CancellationToken cancellation) =>
        $"cluster: embedded simulator ({await FoundAsync(host is { Length: > 0 } ? host : DefaultHost, cancellation).ConfigureAwait(false)})";

    private static async Task<string> FoundAsync(string host, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(host, UriKind.Absolute, out var address) || address.Scheme is not ("unix" or "tcp" or "http"))
            return $"DOCKER_HOST {host} is nothing that can be asked for a Docker engine";
        if (address.Scheme == "unix" && !File.Exists(address.AbsolutePath)) return $"no Docker engine: there is no {address.AbsolutePath}";
        try
        {
            using var http = new HttpClient(Handler(address)) { Timeout = Limit };
            using var answer = await http.GetAsync(new Uri($"http://{(address.Scheme == "unix" ? "docker" : address.Authority)}/_ping"), cancellation).ConfigureAwait(false);
            return answer.IsSuccessStatusCode
                ? $"a Docker engine answers at {host}, but this build has no provider for it"
                : $"no Docker engine: {host} answers with status {(int)answer.StatusCode}";
        }
        catch (Exception silent) when (silent is HttpRequestException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return $"no Docker engine answers at {host}";
        }
    }

    private static SocketsHttpHandler Handler(Uri address) => address.Scheme != "unix" ? new() { UseProxy = false } : new()
    {
        UseProxy = false,
        ConnectCallback = async (_, cancellation) =>
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(address.AbsolutePath), cancellation).ConfigureAwait(false);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
    };
}
