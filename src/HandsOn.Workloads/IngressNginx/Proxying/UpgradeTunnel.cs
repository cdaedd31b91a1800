using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using HandsOn.Workloads.Http;
using HandsOn.Workloads.Network;

namespace HandsOn.Workloads.IngressNginx.Proxying;

/// <summary>WebSockets and the like: the request goes on as it is, then the two connections are joined.</summary>
internal static class UpgradeTunnel
{
    public static async ValueTask<HttpReply> OpenAsync(
        IPodNetwork network, HttpCall call, string path, string target, bool isTls, CancellationToken cancellation)
    {
        var colon = target.LastIndexOf(':');
        try
        {
            var port = int.Parse(target[(colon + 1)..], CultureInfo.InvariantCulture);
            var upstream = await network.ConnectAsync(target[..colon], port, cancellation).ConfigureAwait(false);
            await upstream.WriteAsync(Encoding.Latin1.GetBytes(Head(call, path, isTls)), cancellation).ConfigureAwait(false);
            var input = new HttpInput(PipeReader.Create(upstream, new StreamPipeReaderOptions(leaveOpen: true)));
            var status = (await input.ReadLineAsync(cancellation).ConfigureAwait(false) ?? "").Split(' ', 3);
            var code = int.Parse(status.ElementAtOrDefault(1) ?? "502", CultureInfo.InvariantCulture);
            var headers = await input.ReadHeadersAsync(cancellation).ConfigureAwait(false);
            return code == 101 ? Joined(headers, input, upstream) : Declined(code, headers, input);
        }
        catch (Exception failed) when (failed is IOException or FormatException)
        {
            return NginxPages.Error(502);
        }
    }

    private static HttpReply Joined(HttpFields headers, HttpInput input, Stream upstream) => new(101)
    {
        Headers = headers,
        Upgrade = async (downstream, stopping) =>
        {
            await using var owned = upstream;
            await StreamSplice.RunAsync(downstream, new DuplexStream(new HttpRest(input), upstream), stopping).ConfigureAwait(false);
        },
    };

    private static HttpReply Declined(int code, HttpFields headers, HttpInput input)
    {
        var reply = new HttpReply(code) { Stream = input.Body(headers) };
        foreach (var (name, value) in headers)
            if (!ForwardedHeaders.AreHopByHop(name)) reply.Headers.Add(name, value);
        return reply;
    }

    private static string Head(HttpCall call, string path, bool isTls)
    {
        var head = new StringBuilder();
        head.Append(CultureInfo.InvariantCulture, $"{call.Method} {path} HTTP/1.1\r\nHost: {call.Headers["host"]}\r\n");
        head.Append(CultureInfo.InvariantCulture, $"Connection: Upgrade\r\nUpgrade: {call.Headers["upgrade"]}\r\n");
        foreach (var (name, value) in ForwardedHeaders.Of(call, isTls)) head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        return head.Append("\r\n").ToString();
    }
}
