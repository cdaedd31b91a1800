using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Client;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Tests.Server.Recordings;

/// <summary>The objects that were there when the requests were recorded, as far as the requests speak of them.</summary>
internal static class RecordedNamespace
{
    private const string Name = "rec";

    private static readonly (GroupResource Resource, string Json)[] Objects =
    [
        (NamespaceKind.Resource, """{"metadata":{"name":"default"}}"""),
        (NamespaceKind.Resource, """{"metadata":{"name":"rec"}}"""),
        (DeploymentKind.Resource, """
            {"metadata":{"name":"d"},"spec":{"replicas":1,"selector":{"matchLabels":{"a":"b"}},
             "template":{"metadata":{"labels":{"a":"b"}},"spec":{"containers":[{"name":"c","image":"truth/web:v1"}]}}}}
            """),
        (PodKind.Resource, """
            {"metadata":{"name":"p"},"spec":{"nodeName":"node1","containers":[{"name":"c","image":"truth/web:v1","ports":[{"containerPort":80}]}]}}
            """),
        (PodKind.Resource, """{"metadata":{"name":"d-57bf6c784-qbstm","labels":{"a":"b"}},"spec":{"containers":[{"name":"c","image":"truth/web:v1"}]}}"""),
        (ServiceKind.Resource, """{"metadata":{"name":"clusterip"},"spec":{"selector":{"a":"b"},"ports":[{"port":80}]}}"""),
        (ServiceKind.Resource, """{"metadata":{"name":"nodeport"},"spec":{"type":"NodePort","ports":[{"port":80,"nodePort":30239}]}}"""),
        (JobKind.Resource, """
            {"metadata":{"name":"j"},"spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"truth/busybox:1","command":["true"]}]}}}}
            """),
    ];

    public static async Task CreateAsync(ApiClient client)
    {
        foreach (var (resource, json) in Objects)
        {
            var item = KubeObject.Parse(json);
            await client.CreateAsync(resource, resource == NamespaceKind.Resource ? item : item.SetIn(Name, "metadata", "namespace"));
        }
    }

    /// <summary>The body with the UID that the object has here, and its first resource version where the recording has that.</summary>
    public static string? Body(string? body, KubeObject? conf, string? firstVersion) => conf is null
        ? body
        : body?.Replace("1496e61d-539e-40ae-864b-ff11fc05b79a", conf.Uid, StringComparison.Ordinal)
            .Replace("\"653\"", $"\"{firstVersion}\"", StringComparison.Ordinal);
}
