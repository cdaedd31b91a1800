using System.Globalization;
using HandsOn.Workloads.Containers;
using HandsOn.Workloads.Http;
using HandsOn.Workloads.Shell.Tools;

namespace HandsOn.Workloads.Shell.Servers;

/// <summary>nginx and httpd with their default pages; files that are mounted into the document root are served.</summary>
internal static class WebServers
{
    private const string NginxWelcome =
        "<!DOCTYPE html>\n<html>\n<head>\n<title>Welcome to nginx!</title>\n</head>\n<body>\n<h1>Welcome to nginx!</h1>\n</body>\n</html>\n";

    public static readonly Dictionary<string, Tool> Nginx = new(StringComparer.Ordinal)
    {
        ["nginx"] = (call, stopping) => ServeAsync(call, "/usr/share/nginx/html", NginxWelcome, "nginx/1.27.0", stopping),
        ["nginx-debug"] = (call, stopping) => ServeAsync(call, "/usr/share/nginx/html", NginxWelcome, "nginx/1.27.0", stopping),
        ["docker-entrypoint.sh"] = (call, stopping) => ServeAsync(call, "/usr/share/nginx/html", NginxWelcome, "nginx/1.27.0", stopping),
    };

    public static readonly Dictionary<string, Tool> Httpd = new(StringComparer.Ordinal)
    {
        ["httpd-foreground"] = (call, stopping) =>
            ServeAsync(call, "/usr/local/apache2/htdocs", "<html><body><h1>It works!</h1></body></html>\n", "Apache/2.4.62 (Unix)", stopping),
    };

    private static async ValueTask<int> ServeAsync(ToolCall call, string root, string welcome, string software, CancellationToken stopping)
    {
        if (call.Arguments is ["-t" or "-T" or "-v"]) return 0;
        var server = new HttpServer((request, _) => ValueTask.FromResult(Logged(call, request, Answer(call, request, root, welcome, software))));
        using var listener = call.Container.Network.Listen(80);
        await server.RunAsync(listener, stopping).ConfigureAwait(false);
        return 0;
    }

    private static HttpReply Answer(ToolCall call, HttpCall request, string root, string welcome, string software)
    {
        var path = ContainerPath.Combine("/", request.Path);
        if (request.Path.EndsWith('/')) path = ContainerPath.Combine(path, "index.html");
        var reply = call.Container.Files.Read(root + path) is { } content
            ? HttpReply.Bytes(200, content, TypeOf(path))
            : path == "/index.html"
                ? HttpReply.Text(200, welcome, "text/html")
                : HttpReply.Text(404, $"<html>\n<head><title>404 Not Found</title></head>\n<body>\n<center><h1>404 Not Found</h1></center>\n"
                    + $"<hr><center>{software}</center>\n</body>\n</html>\n", "text/html");
        reply.Headers.Add("Server", software);
        return reply;
    }

    private static HttpReply Logged(ToolCall call, HttpCall request, HttpReply reply)
    {
        lock (call.Container.Output) call.Container.Output.WriteLine(AccessLog.Combined(call.Container.Time.GetUtcNow(), request, reply));
        return reply;
    }

    private static string TypeOf(string path) => path[(path.LastIndexOf('.') + 1)..].ToLower(CultureInfo.InvariantCulture) switch
    {
        "html" or "htm" => "text/html",
        "css" => "text/css",
        "js" => "application/javascript",
        "json" => "application/json",
        "txt" => "text/plain",
        _ => "application/octet-stream",
    };
}
