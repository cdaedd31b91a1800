using System.Net.Http.Headers;
using HandsOn.E2E.Clusters;
using k8s.Authentication;
using k8s.Exceptions;

namespace HandsOn.E2E.RealClusters.Kubeconfigs.Contexts;

/// <summary>Says in every request who asks; a token that runs out is issued anew.</summary>
internal sealed class ClientHandler((SocketsHttpHandler Handler, IDisposable Client) reach, ServiceClientCredentials? credentials, UserSettings settings) : DelegatingHandler(reach.Handler)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // Whoever has said himself who he is has the last word.
        if (request.Headers.Authorization is null) await SayAsync(request, cancellationToken);
        foreach (var (header, value) in settings.Headers) request.Headers.TryAddWithoutValidation(header, value);
        // .NET takes the name for TLS from here.
        if (settings.ServerName is { Length: > 0 } name) request.Headers.Host = name;
        return await base.SendAsync(request, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing) reach.Client.Dispose();
    }

    private async Task SayAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        try
        {
            if (settings.TokenFile is { } file) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", (await File.ReadAllTextAsync(file, cancellation)).Trim());
            else if (credentials is not null) await credentials.ProcessHttpRequestAsync(request, cancellation);
        }
        catch (Exception wrong) when (wrong is KubeConfigException or IOException)
        {
            throw new HttpRequestException(wrong.Message, new ClusterException($"the credentials of the context cannot be had: {ClientConnector.Clause(wrong.Message)}", wrong));
        }
    }
}
