using HandsOn.Cluster.Server.Http;
using HandsOn.Cluster.Server.Http.Negotiation;
using HandsOn.Cluster.Server.Http.Responses;
using HandsOn.Kubernetes.Json;
using Microsoft.AspNetCore.Http;

namespace HandsOn.Cluster.Server.Discovery;

/// <summary>
/// The list of custom resources: there are none. kubectl reads it before it says that it knows no such kind, and without an answer
/// speaks of custom resources instead of the kind that was misspelt (staging/src/k8s.io/cli-runtime/pkg/resource/crd_finder.go).
/// </summary>
internal static class NoCustomResources
{
    private const string Group = "apiextensions.k8s.io";

    private static readonly JsonMap List = JsonMap.Of(
        ("kind", "CustomResourceDefinitionList"), ("apiVersion", Group + "/v1"), ("metadata", JsonMap.Of(("resourceVersion", "1"))), ("items", JsonList.Empty));

    public static bool Takes(RequestPath path, string verb) =>
        verb == "list" && path is { Version: { Group: Group, Version: "v1" }, Resource: "customresourcedefinitions", Namespace: "" };

    public static Task AnswerAsync(HttpContext http) => ResponseWriter.WriteValueAsync(http, 200, List, Representation.Json);
}
