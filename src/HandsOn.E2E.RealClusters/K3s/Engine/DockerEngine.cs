using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using HandsOn.Kubernetes.Json;

namespace HandsOn.E2E.RealClusters.K3s.Engine;

/// <summary>
/// The Docker engine, by its HTTP API: what Testcontainers does not offer or does not say (images of registries, progress of pulls,
/// the end of a container as it happens, what dead runs have left).
/// </summary>
/// <param name="http">Reaches it.</param>
/// <param name="address">Where it is.</param>
internal sealed partial class DockerEngine(HttpClient http, EngineAddress address) : IDisposable
{
    private string prefix = "";

    public EngineAddress Address { get; } = address;

    /// <summary>What it said when it was asked first.</summary>
    public EngineVersion Version { get; private set; } = new("", new(), new());

    /// <summary>Connects to the engine and agrees with it on an API version.</summary>
    /// <exception cref="EngineException">There is none, or it is too old: one sentence.</exception>
    public static async Task<DockerEngine> ConnectAsync(EngineAddress address, TimeSpan limit, TimeProvider time, CancellationToken cancellation)
    {
        var engine = new DockerEngine(EngineConnection.Open(address), address);
        try
        {
            await engine.AgreeAsync(limit, time, cancellation);
            return engine;
        }
        catch
        {
            engine.Dispose();
            throw;
        }
    }

    /// <summary>Asks which API it speaks; every later question is asked in that one.</summary>
    public async Task AgreeAsync(TimeSpan limit, TimeProvider time, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        try
        {
            Version = EngineVersion.Read(await MapAsync(HttpMethod.Get, "/version", either.Token));
            prefix = $"/v{Version.Spoken}";
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new EngineException($"no Docker engine: {Address} does not answer within {limit.TotalSeconds:0.#} s");
        }
    }

    /// <summary>What the engine says of its machine.</summary>
    public Task<JsonMap> InfoAsync(CancellationToken cancellation) => MapAsync(HttpMethod.Get, "/info", cancellation);

    public void Dispose() => http.Dispose();

    private async Task<JsonMap> MapAsync(HttpMethod method, string path, CancellationToken cancellation, JsonMap? body = null)
    {
        using var response = await SendAsync(method, path, cancellation, body is null ? null : Json(body));
        var text = await response.Content.ReadAsStringAsync(cancellation);
        return text.TrimStart().StartsWith('{') ? JsonText.ParseMap(text) : JsonMap.Empty;
    }

    private async Task<JsonMap?> FindAsync(string path, CancellationToken cancellation)
    {
        try
        {
            return await MapAsync(HttpMethod.Get, path, cancellation);
        }
        catch (EngineException missing) when (missing.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    private async IAsyncEnumerable<string> LinesAsync(HttpMethod method, string path, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var response = await SendAsync(method, path, cancellation);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellation), Encoding.UTF8);
        while (await reader.ReadLineAsync(cancellation) is { } line)
            if (line.Length > 0) yield return line;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, CancellationToken cancellation, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, prefix + path) { Content = content };
        HttpResponseMessage response;
        try
        {
            response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        }
        catch (HttpRequestException error)
        {
            throw new EngineException(EngineConnection.WhyNot(Address, error, File.Exists, Environment.UserName), null, error);
        }
        if (response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.NotModified) return response;
        using (response) throw new EngineException(await RefusalAsync(response, cancellation), response.StatusCode);
    }

    private static async Task<string> RefusalAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var text = (await response.Content.ReadAsStringAsync(cancellation)).Trim();
        var said = text.StartsWith('{') ? JsonText.ParseMap(text).String("message") : text;
        return (said is { Length: > 0 } ? said : $"the Docker engine answers {(int)response.StatusCode}").ReplaceLineEndings(" ").Trim();
    }

    private static ByteArrayContent Json(JsonMap body)
    {
        var content = new ByteArrayContent(JsonText.ToUtf8(body));
        content.Headers.ContentType = new("application/json");
        return content;
    }
}
