using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>Between <c>v1beta1</c> (of <c>extensions</c> and <c>networking.k8s.io</c> alike) and <c>v1</c> (pkg/apis/networking/v1beta1/conversion.go).</summary>
internal static class IngressConversion
{
    private static readonly DefaultMembers PathType = new(("pathType", "ImplementationSpecific"));

    public static JsonMap Convert(JsonMap item, GroupVersion from, GroupVersion to) => (from.Version, to.Version) switch
    {
        ("v1beta1", "v1") => item.Change("spec", ToV1),
        ("v1", "v1beta1") => item.Change("spec", ToBeta),
        _ => item,
    };

    private static JsonMap ToV1(JsonMap spec)
    {
        if (spec["backend"] is JsonMap backend) spec = spec.Without("backend").With("defaultBackend", BackendToV1(backend));
        return ChangePaths(spec, path => PathType.Fill(path).Change("backend", BackendToV1));
    }

    private static JsonMap ToBeta(JsonMap spec)
    {
        if (spec["defaultBackend"] is JsonMap backend) spec = spec.Without("defaultBackend").With("backend", BackendToBeta(backend));
        return ChangePaths(spec, path => path.Change("backend", BackendToBeta));
    }

    private static JsonMap ChangePaths(JsonMap spec, Func<JsonMap, JsonMap> change) =>
        spec.ChangeEach("rules", rule => rule.Change("http", http => http.ChangeEach("paths", change)));

    private static JsonMap BackendToV1(JsonMap backend)
    {
        if (backend["serviceName"] is null && backend["servicePort"] is null) return backend;
        var port = backend["servicePort"] switch
        {
            string { Length: > 0 } name => JsonMap.Of(("name", name)),
            long and not 0 and var number => JsonMap.Of(("number", number)),
            _ => JsonMap.Empty,
        };
        return backend.Without("serviceName").Without("servicePort")
            .With("service", JsonMap.Of(("name", backend.String("serviceName") ?? ""), ("port", port)));
    }

    private static JsonMap BackendToBeta(JsonMap backend)
    {
        if (backend["service"] is not JsonMap service) return backend;
        var port = service.Map("port");
        return backend.Without("service").With("serviceName", service["name"]).With("servicePort", port["name"] ?? port["number"] ?? 0);
    }
}
