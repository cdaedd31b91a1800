using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Workloads.IngressNginx.Routing;

namespace HandsOn.Workloads.IngressNginx.Admission;

/// <summary>Judges an Ingress before it is stored, as the controller's admission webhook does (internal/ingress/controller/controller.go, CheckIngress).</summary>
internal sealed class IngressReview(ClusterView view, ControllerOptions options)
{
    private static readonly string[] Snippets = ["server-snippet", "configuration-snippet", "stream-snippet", "auth-snippet", "modsecurity-snippet"];

    /// <summary>The answer to an AdmissionReview.</summary>
    public JsonMap Answer(JsonMap review)
    {
        var request = review.Map("request");
        var problem = request.String("operation") == "DELETE" ? null : Problem(new KubeObject(request.Map("object")));
        var status = problem is null ? null : JsonMap.Of(("status", "Failure"), ("message", problem), ("reason", "BadRequest"), ("code", 400));
        return JsonMap.Of(
            ("apiVersion", review.String("apiVersion") ?? "admission.k8s.io/v1"), ("kind", "AdmissionReview"),
            ("response", JsonMap.Of(("uid", request.String("uid") ?? ""), ("allowed", problem is null), ("status", status))));
    }

    private string? Problem(KubeObject ingress)
    {
        if (ingress.IsTerminating || !view.IsOurs(ingress)) return null;
        foreach (var snippet in Snippets)
            if (ingress.Annotations.ContainsKey(IngressTable.Annotation + snippet) && !AllowsSnippets())
                return $"{IngressTable.Annotation}{snippet} annotation cannot be used. Snippet directives are disabled by the Ingress administrator";
        foreach (var (host, path, pathType, _) in IngressTable.Paths(ingress))
        {
            if (pathType is "Exact" or "Prefix" && options.Version >= new Version(1, 12) && path.AsSpan().IndexOfAny("()[]{}$^|\\\"' ;") >= 0)
                return $"ingress contains invalid paths: path {path} cannot be used with pathType {pathType}";
            foreach (var other in view.Ingresses.Objects.Where(other => other.Key != ingress.Key && view.IsOurs(other)))
                if (IngressTable.Paths(other).Any(taken => taken.Host == host && taken.Path == path && taken.PathType == pathType))
                    return $"host \"{host}\" and path \"{path}\" is already defined in ingress {other.Key}";
        }
        return null;
    }

    /// <summary>Allowed until 1.8, refused from 1.9 on, unless the ConfigMap says otherwise.</summary>
    private bool AllowsSnippets()
    {
        var configured = options.ConfigMap is var (ns, name) ? view.ConfigMaps.Find(ns, name)?.Root.String("data", "allow-snippet-annotations") : null;
        return configured is null ? options.Version < new Version(1, 9) : configured == "true";
    }
}
