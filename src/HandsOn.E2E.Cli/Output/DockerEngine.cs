using System.Net.Sockets;

namespace HandsOn.E2E.Cli.Output;

/// <summary>Asks whether a Docker engine is there, for builds whose providers cannot say it.</summary>
internal static class DockerEngine
{
    private const string DefaultHost = "unix:///var/run/docker.sock";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    /// <summary>Why a build without the provider runs nothing on k3s: there is no engine, or only the build stands in the way.</summary>
    /// <param name="given">What <c>DOCKER_HOST</c> says.</param>
    /// <param name="cancellation">Ends the question.</param>
    public static async Task<string> WhyNotAsync(string? given, CancellationToken cancellation)
    {
        var host = given is { Length: > 0 } ? given : DefaultHost;
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
