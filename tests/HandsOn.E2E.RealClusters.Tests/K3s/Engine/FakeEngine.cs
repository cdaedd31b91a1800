using System.Buffers.Binary;
using System.Net;
using System.Text;
using HandsOn.E2E.RealClusters.K3s.Engine;

namespace HandsOn.E2E.RealClusters.Tests.K3s.Engine;

/// <summary>A Docker engine that answers what a test has laid down, by the beginning of <c>METHOD path</c>.</summary>
internal sealed class FakeEngine : HttpMessageHandler
{
    private readonly List<(string Request, Func<CancellationToken, Task<HttpResponseMessage>> Answer)> answers = [];

    public FakeEngine() => Client = new(new HttpClient(this) { BaseAddress = new("http://docker") }, new(new("unix:///var/run/docker.sock"), Named: false));

    public DockerEngine Client { get; }

    /// <summary>What was asked, without the version of the API.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>What was sent with each of them.</summary>
    public List<string> Bodies { get; } = [];

    public FakeEngine On(string request, string body, HttpStatusCode status = HttpStatusCode.OK) => On(request, Encoding.UTF8.GetBytes(body), status);

    public FakeEngine On(string request, byte[] body, HttpStatusCode status = HttpStatusCode.OK) =>
        On(request, _ => Task.FromResult(new HttpResponseMessage(status) { Content = new ByteArrayContent(body) }));

    public FakeEngine On(string request, Func<CancellationToken, Task<HttpResponseMessage>> answer)
    {
        answers.Insert(0, (request, answer));
        return this;
    }

    /// <summary>A piece of a container's output, as the engine sends it.</summary>
    public static byte[] Piece(string text, bool error = false)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var header = new byte[8];
        header[0] = (byte)(error ? 2 : 1);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4), (uint)bytes.Length);
        return [.. header, .. bytes];
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var asked = $"{request.Method} {Uri.UnescapeDataString(request.RequestUri!.PathAndQuery)}";
        Requests.Add(asked);
        Bodies.Add(request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken));
        foreach (var (expected, answer) in answers)
            if (asked.StartsWith(expected, StringComparison.Ordinal)) return await answer(cancellationToken);
        return new(HttpStatusCode.NotFound) { Content = new StringContent("{\"message\":\"no such thing\"}") };
    }
}
