using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using HandsOn.Cluster.Hosting;

namespace HandsOn.Benchmarks;

/// <summary>The administrator of a cluster over HTTPS, with connections of its own.</summary>
internal sealed class HttpsClient : IDisposable
{
    private readonly HttpClient http;

    public HttpsClient(EmbeddedCluster cluster)
    {
        var certificate = X509Certificate2.CreateFromPem(Read(cluster, "client-certificate-data"), Read(cluster, "client-key-data"));
        var handler = new SocketsHttpHandler { UseProxy = false };
        handler.SslOptions.ClientCertificates = [certificate];
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
        http = new HttpClient(handler) { BaseAddress = cluster.Server, Timeout = TimeSpan.FromMinutes(10) };
    }

    public Task<byte[]> GetAsync(string path) => http.GetByteArrayAsync(path);

    public Task<Stream> OpenAsync(string path) => http.GetStreamAsync(path);

    public Task PostAsync(string path, string json) => SendAsync(HttpMethod.Post, path, json, "application/json");

    public Task PatchAsync(string path, string json) => SendAsync(HttpMethod.Patch, path, json, "application/merge-patch+json");

    public async Task DeleteAsync(string path) => (await http.DeleteAsync(path).ConfigureAwait(false)).EnsureSuccessStatusCode();

    /// <summary>Watches one object until it is as wanted.</summary>
    public Task WaitAsync(string collection, string name, Func<JsonElement, bool> isDone) =>
        WatchAsync($"{collection}?watch=true&fieldSelector=metadata.name%3D{name}", isDone);

    /// <summary>Watches a collection until so many of its objects have been as wanted.</summary>
    public Task WaitAsync(string collection, int count, Func<JsonElement, bool> isDone)
    {
        var done = new HashSet<string?>();
        return WatchAsync($"{collection}?watch=true", item =>
        {
            if (isDone(item)) done.Add(item.GetProperty("metadata").GetProperty("name").GetString());
            return done.Count == count;
        });
    }

    public void Dispose() => http.Dispose();

    private async Task WatchAsync(string path, Func<JsonElement, bool> isDone)
    {
        using var stream = await OpenAsync(path).ConfigureAwait(false);
        using var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            using var change = JsonDocument.Parse(line);
            if (isDone(change.RootElement.GetProperty("object"))) return;
        }
        throw new InvalidOperationException($"The watch of {path} ended before everything was as wanted.");
    }

    private async Task SendAsync(HttpMethod method, string path, string json, string type)
    {
        using var request = new HttpRequestMessage(method, path) { Content = new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue(type)) };
        using var response = await http.SendAsync(request).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException($"{method} {path}: {await response.Content.ReadAsStringAsync().ConfigureAwait(false)}");
        await response.Content.CopyToAsync(Stream.Null).ConfigureAwait(false);
    }

    private static string Read(EmbeddedCluster cluster, string field)
    {
        var line = cluster.Kubeconfig.Split('\n').First(l => l.Contains(field + ":", StringComparison.Ordinal));
        return Encoding.ASCII.GetString(Convert.FromBase64String(line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()));
    }
}
