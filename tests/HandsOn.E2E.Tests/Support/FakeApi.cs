using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Text;
using HandsOn.E2E.Api;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.E2E.Tests.Support;

/// <summary>An API server in a few lines: pods that can be listed and watched, with streams that a test can end.</summary>
internal sealed class FakeApi : HttpMessageHandler
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, KubeObject> pods = [];
    private readonly List<Pipe> watches = [];
    private readonly SemaphoreSlim watched = new(0);
    private int revision = 10;

    public FakeApi() => Client = new ApiClient(new HttpClient(this) { BaseAddress = new Uri("https://fake") });

    public IApiClient Client { get; }

    public List<string> Requests { get; } = [];

    /// <summary>The status with which the next watch is refused; 0 for none.</summary>
    public int RefuseNextWatch { get; set; }

    /// <summary>Completes when so many more watches have been asked for.</summary>
    public async Task WatchedAsync(int times, CancellationToken cancellation)
    {
        for (var i = 0; i < times; i++) await watched.WaitAsync(cancellation);
    }

    public void Set(string name, string phase)
    {
        lock (gate)
        {
            var type = pods.ContainsKey(name) ? "MODIFIED" : "ADDED";
            pods[name] = Make(name, phase, ++revision);
            Tell(type, pods[name]);
        }
    }

    public void Delete(string name)
    {
        lock (gate)
        {
            pods.Remove(name, out var pod);
            Tell("DELETED", pod!.SetIn($"{++revision}", "metadata", "resourceVersion"));
        }
    }

    /// <summary>Changes what a LIST gives without telling a watch: what happens while a watch is away.</summary>
    public void SetSilently(string name, string phase)
    {
        lock (gate) pods[name] = Make(name, phase, ++revision);
    }

    /// <summary>Ends the streams of the watches, or cuts them off.</summary>
    public void EndWatches(Exception? cut = null)
    {
        lock (gate)
        {
            foreach (var watch in watches) watch.Writer.Complete(cut);
            watches.Clear();
        }
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var path = request.RequestUri!.PathAndQuery;
            Requests.Add(path);
            if (!path.StartsWith("/api/v1/pods")) return Task.FromResult(Refusal(404));
            return Task.FromResult(path.Contains("watch=true") ? Watch() : Ok(new StringContent(List())));
        }
    }

    private HttpResponseMessage Watch()
    {
        watched.Release();
        if (RefuseNextWatch is var code and > 0)
        {
            RefuseNextWatch = 0;
            return Refusal(code);
        }
        var pipe = new Pipe();
        watches.Add(pipe);
        return Ok(new StreamContent(pipe.Reader.AsStream()));
    }

    private string List() => JsonMap.Of(("kind", "PodList"), ("metadata", JsonMap.Of(("resourceVersion", $"{revision}"))), ("items", JsonList.From(pods.Values.Select(p => p.Root)))).ToString();

    private void Tell(string type, KubeObject pod)
    {
        var line = Encoding.UTF8.GetBytes(JsonMap.Of(("type", type), ("object", pod.Root)) + "\n");
        foreach (var watch in watches)
        {
            watch.Writer.Write(line);
            _ = watch.Writer.FlushAsync().AsTask();
        }
    }

    private static KubeObject Make(string name, string phase, int revision) => new(JsonMap.Of(
        ("apiVersion", "v1"), ("kind", "Pod"),
        ("metadata", JsonMap.Of(("name", name), ("namespace", "default"), ("uid", name), ("resourceVersion", $"{revision}"))),
        ("status", JsonMap.Of(("phase", phase)))));

    private static HttpResponseMessage Ok(HttpContent content) => new(HttpStatusCode.OK) { Content = content };

    private static HttpResponseMessage Refusal(int code) => new((HttpStatusCode)code)
    {
        Content = new StringContent(JsonMap.Of(("kind", "Status"), ("message", "refused"), ("reason", code == 410 ? "Expired" : ""), ("code", code)).ToString()),
    };
}
