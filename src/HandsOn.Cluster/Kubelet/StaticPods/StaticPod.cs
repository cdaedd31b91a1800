using System.Globalization;
using System.Security.Cryptography;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Kubelet;

/// <summary>A pod from a manifest of the node itself, as the kubelet completes it (pkg/kubelet/config/common.go, applyDefaults).</summary>
internal static class StaticPod
{
    public const string HashAnnotation = "kubernetes.io/config.hash";
    public const string MirrorAnnotation = "kubernetes.io/config.mirror";

    public static KubeObject Complete(KubeObject manifest, KubeletContext context, NodeSettings node)
    {
        var name = $"{manifest.Name}-{node.Name.ToLowerInvariant()}";
        var hash = Convert.ToHexStringLower(MD5.HashData([.. manifest.Utf8.Span, .. System.Text.Encoding.UTF8.GetBytes(node.Name)]));
        var metadata = manifest.Metadata
            .With("name", name)
            .With("namespace", manifest.Namespace.Length == 0 ? "default" : manifest.Namespace)
            .With("uid", hash)
            .With("annotations", manifest.Annotations
                .With(HashAnnotation, hash)
                .With("kubernetes.io/config.seen", context.Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'00Z'", CultureInfo.InvariantCulture))
                .With("kubernetes.io/config.source", "file"));
        var spec = manifest.Spec
            .With("nodeName", node.Name)
            .With("tolerations", manifest.Spec.List("tolerations").Add(JsonMap.Of(("operator", "Exists"), ("effect", "NoExecute"))));
        var server = context.Client.Server;
        var root = manifest.Root.With("apiVersion", "v1").With("kind", "Pod").With("metadata", metadata).With("spec", spec).Without("status");
        return new KubeObject(server.Catalog.Get(PodKind.Resource).Default(root, server.Context));
    }

    /// <summary>Whether the pod is the API's picture of a static pod.</summary>
    public static bool IsMirror(KubeObject pod) => pod.Annotations.ContainsKey(MirrorAnnotation);
}
