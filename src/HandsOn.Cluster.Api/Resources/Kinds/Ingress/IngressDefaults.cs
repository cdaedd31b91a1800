using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>What a Ingress leaves out (staging/src/k8s.io/api/networking/v1/types.go: what is always written).</summary>
internal static class IngressDefaults
{
    private static readonly DefaultMembers Root = new(("spec", JsonMap.Empty), ("status", JsonMap.Empty));
    private static readonly DefaultMembers Status = new(("loadBalancer", JsonMap.Empty));
    private static readonly DefaultMembers Backend = new(("port", JsonMap.Empty));

    public static JsonMap Fill(JsonMap item) => Root.Fill(item).Change("status", Status.Fill).Change("spec", FillSpec);

    private static JsonMap FillSpec(JsonMap spec) => spec.Change("defaultBackend", FillBackend).ChangeEach("rules", FillRule);

    private static JsonMap FillRule(JsonMap rule) => rule.Change("http", FillHttp);

    private static JsonMap FillHttp(JsonMap http) => http.ChangeEach("paths", FillPath);

    private static JsonMap FillPath(JsonMap path) => path.Change("backend", FillBackend);

    private static JsonMap FillBackend(JsonMap backend) => backend.Change("service", Backend.Fill);
}
