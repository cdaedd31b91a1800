using System.Net;
using HandsOn.Workloads.Containers;
using HandsOn.Workloads.Network;

namespace HandsOn.Workloads.Shell.Tools;

/// <summary>wget, as busybox has it.</summary>
internal static class WgetTool
{
    public static readonly Dictionary<string, Tool> All = new(StringComparer.Ordinal) { ["wget"] = RunAsync };

    private static async ValueTask<int> RunAsync(ToolCall call, CancellationToken cancellation)
    {
        var options = new Options(call.Arguments, "O", "T", "t", "Y", "P", "timeout", "tries", "header", "post-data", "output-document");
        if (options.Operands.Count == 0) return await call.FailAsync("wget: missing URL").ConfigureAwait(false);
        var target = HttpFetch.Absolute(options.Operands[0]);
        var fetch = new HttpFetch(call.Container)
        {
            Timeout = SystemTools.Duration(options.Value("T", "timeout") ?? "900") ?? TimeSpan.FromMinutes(15),
            Headers = options.Values("header"),
            Method = options.Has("post-data") ? HttpMethod.Post : HttpMethod.Get,
            Body = options.Value("post-data"),
            FollowRedirects = true,
            UserAgent = "Wget",
        };
        var quiet = options.Has("q");
        try
        {
            if (!quiet) await call.Io.Error.WriteLineAsync($"Connecting to {target.Authority}").ConfigureAwait(false);
            using var reply = await fetch.SendAsync(target, cancellation).ConfigureAwait(false);
            if (options.Has("S")) await call.Io.Error.WriteLineAsync($"  HTTP/1.1 {(int)reply.StatusCode} {reply.ReasonPhrase}").ConfigureAwait(false);
            if ((int)reply.StatusCode >= 400)
                return await call.FailAsync($"wget: server returned error: HTTP/1.1 {(int)reply.StatusCode} {reply.ReasonPhrase}").ConfigureAwait(false);
            if (options.Has("spider")) return 0;
            var text = await reply.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
            var file = options.Value("O", "output-document") ?? (ContainerPath.FileName(target.AbsolutePath) is { Length: > 0 } name ? name : "index.html");
            await HttpFetch.SaveAsync(call, file, text).ConfigureAwait(false);
            return 0;
        }
        catch (Exception failed) when (HttpFetch.Failure(failed, cancellation) is { } failure)
        {
            return await call.FailAsync(failure switch
            {
                NetworkFailure.NameNotFound or NetworkFailure.NameServerUnavailable => $"wget: bad address '{target.Authority}'",
                NetworkFailure.TimedOut => "wget: download timed out",
                _ => $"wget: can't connect to remote host{Address(target)}: {new NetworkException(failure).Message}",
            }).ConfigureAwait(false);
        }
    }

    private static string Address(Uri target) => IPAddress.TryParse(target.Host, out var address) ? $" ({address})" : $" ({target.Host})";
}
