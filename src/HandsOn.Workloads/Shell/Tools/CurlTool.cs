using System.Globalization;
using System.Text;
using HandsOn.Workloads.Network;

namespace HandsOn.Workloads.Shell.Tools;

/// <summary>curl.</summary>
internal static class CurlTool
{
    private static readonly string[] WithValue =
        ["o", "w", "X", "H", "d", "m", "A", "u", "output", "write-out", "request", "header", "data", "max-time", "connect-timeout", "user-agent", "retry", "cacert"];

    public static readonly Dictionary<string, Tool> All = new(StringComparer.Ordinal) { ["curl"] = RunAsync };

    /// <summary>The entry point of curlimages/curl: options go to curl, anything else is run.</summary>
    public static readonly Dictionary<string, Tool> Entrypoint = new(StringComparer.Ordinal)
    {
        ["entrypoint.sh"] = (call, cancellation) => call.Arguments is [var name, .. var rest] && call.Session.Tools.Find(name) is { } tool
            ? tool(call with { Name = name, Arguments = rest }, cancellation)
            : RunAsync(call, cancellation),
    };

    private static async ValueTask<int> RunAsync(ToolCall call, CancellationToken cancellation)
    {
        var options = new Options(call.Arguments, WithValue);
        if (options.Operands.Count == 0) return await call.FailAsync("curl: no URL specified", 2).ConfigureAwait(false);
        var target = HttpFetch.Absolute(options.Operands[0]);
        var data = options.Values("d", "data");
        var method = options.Value("X", "request") ?? (options.Has("I", "head") ? "HEAD" : data.Count > 0 ? "POST" : "GET");
        var fetch = new HttpFetch(call.Container)
        {
            Timeout = SystemTools.Duration(options.Value("m", "max-time", "connect-timeout") ?? "300") ?? TimeSpan.FromMinutes(5),
            Headers = [.. options.Values("H", "header"), "Accept: */*"],
            Method = new HttpMethod(method),
            Body = data.Count > 0 ? string.Join('&', data) : null,
            FollowRedirects = options.Has("L", "location"),
            UserAgent = options.Value("A", "user-agent") ?? "curl/8.5.0",
        };
        try
        {
            using var reply = await fetch.SendAsync(target, cancellation).ConfigureAwait(false);
            await PrintAsync(call, options, reply, cancellation).ConfigureAwait(false);
            var failed = options.Has("f", "fail") && (int)reply.StatusCode >= 400;
            return failed ? await ComplainAsync(call, options, 22, $"The requested URL returned error: {(int)reply.StatusCode}").ConfigureAwait(false) : 0;
        }
        catch (Exception failed) when (HttpFetch.Failure(failed, cancellation) is { } failure)
        {
            if (options.Value("w", "write-out") is { } format) await call.Io.Out.WriteAsync(Written(format, 0)).ConfigureAwait(false);
            var (code, words) = failure switch
            {
                NetworkFailure.NameNotFound or NetworkFailure.NameServerUnavailable => (6, $"Could not resolve host: {target.Host}"),
                NetworkFailure.TimedOut => (28, "Connection timed out"),
                NetworkFailure.ConnectionReset => (52, "Empty reply from server"),
                _ => (7, $"Failed to connect to {target.Host} port {target.Port} after 0 ms: Could not connect to server"),
            };
            return await ComplainAsync(call, options, code, words).ConfigureAwait(false);
        }
    }

    private static async Task PrintAsync(ToolCall call, Options options, HttpResponseMessage reply, CancellationToken cancellation)
    {
        var text = new StringBuilder();
        if (options.Has("i", "include", "I", "head"))
        {
            text.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {(int)reply.StatusCode} {reply.ReasonPhrase}\r\n");
            foreach (var (name, values) in reply.Headers.Concat(reply.Content.Headers)) text.Append(name).Append(": ").AppendJoin(", ", values).Append("\r\n");
            text.Append("\r\n");
        }
        if (!options.Has("f", "fail") || (int)reply.StatusCode < 400) text.Append(await reply.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false));
        await HttpFetch.SaveAsync(call, options.Value("o", "output") ?? "-", text.ToString()).ConfigureAwait(false);
        if (options.Value("w", "write-out") is { } format) await call.Io.Out.WriteAsync(Written(format, (int)reply.StatusCode)).ConfigureAwait(false);
    }

    private static string Written(string format, int status) => format
        .Replace("%{http_code}", status.ToString("d3", CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("%{response_code}", status.ToString("d3", CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("\\n", "\n", StringComparison.Ordinal);

    private static ValueTask<int> ComplainAsync(ToolCall call, Options options, int code, string words) =>
        options.Has("s", "silent") && !options.Has("S", "show-error") ? ValueTask.FromResult(code) : call.FailAsync($"curl: ({code}) {words}", code);
}
