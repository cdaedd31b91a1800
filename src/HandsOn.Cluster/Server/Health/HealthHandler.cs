using System.Text;
using HandsOn.Cluster.Server.Http;
using Microsoft.AspNetCore.Http;

namespace HandsOn.Cluster.Server.Health;

/// <summary>One check of <c>/readyz</c> and its relatives.</summary>
/// <param name="Name">As the verbose answer and the path of the single check name it.</param>
/// <param name="Failure">What is wrong, or null.</param>
internal sealed record HealthCheck(string Name, Func<string?> Failure);

/// <summary><c>/healthz</c>, <c>/livez</c>, <c>/readyz</c> (staging/src/k8s.io/apiserver/pkg/server/healthz/healthz.go).</summary>
internal sealed class HealthHandler(IReadOnlyList<HealthCheck> checks) : IPathHandler
{
    /// <summary>What holds from the moment on at which the server answers at all: these parts start before it or with it.</summary>
    public static readonly IReadOnlyList<HealthCheck> Always =
    [
        .. from name in (string[])
            [
                "ping", "log", "etcd", "poststarthook/generic-apiserver-start-informers", "poststarthook/start-system-namespaces-controller",
                "poststarthook/rbac/bootstrap-roles", "poststarthook/scheduling/bootstrap-system-priority-classes",
            ]
            select new HealthCheck(name, () => null),
    ];

    public bool Takes(RequestPath path) => path.Segments is ["healthz" or "livez" or "readyz", ..];

    public Task HandleAsync(HttpContext http, RequestPath path)
    {
        var name = path.Segments[0];
        if (path.Segments.Count == 1) return AllAsync(http, name);
        var wanted = string.Join('/', path.Segments.Skip(1));
        return checks.FirstOrDefault(c => c.Name == wanted) is { } check
            ? check.Failure() is { } failure ? PlainText.WriteAsync(http, 500, $"internal server error: {failure}\n") : PlainText.WriteAsync(http, 200, "ok")
            : PlainText.NotFoundAsync(http);
    }

    private Task AllAsync(HttpContext http, string name)
    {
        var excluded = http.Request.Query["exclude"];
        var report = new StringBuilder();
        var failed = false;
        foreach (var check in checks)
        {
            if (excluded.Contains(check.Name))
            {
                report.Append($"[+]{check.Name} excluded: ok\n");
                continue;
            }
            var failure = check.Failure();
            failed |= failure is not null;
            report.Append(failure is null ? $"[+]{check.Name} ok\n" : $"[-]{check.Name} failed: reason withheld\n");
        }
        if (failed) return PlainText.WriteAsync(http, 500, $"{report}{name} check failed\n");
        return PlainText.WriteAsync(http, 200, http.Request.Query.ContainsKey("verbose") ? $"{report}{name} check passed\n" : "ok");
    }
}
