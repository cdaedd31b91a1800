using System.Net.Http.Headers;
using HandsOn.E2E.Api;
using HandsOn.E2E.Clusters.Kubeconfigs.Contexts;
using HandsOn.E2E.Manifests;
using HandsOn.Kubernetes.Json;

namespace HandsOn.E2E.Tests.Support;

/// <summary>A connector that needs no package: certificates that stand in the kubeconfig itself, or a token.</summary>
internal sealed class PlainConnector : IKubeconfigConnector
{
    public KubeconfigConnection Connect(string kubeconfig)
    {
        var root = YamlFile.Parse(kubeconfig, "kubeconfig").Single().Root;
        var cluster = root.List("clusters").Maps().Single().Map("cluster");
        var user = root.List("users").Maps().Single().Map("user");
        HttpMessageHandler asUser = ApiHttp.Handler(Data(cluster, "certificate-authority-data"), Data(user, "client-certificate-data"), Data(user, "client-key-data"));
        if (user.String("token") is { } token) asUser = new Bearer(token) { InnerHandler = asUser };
        return new(new Uri(cluster.String("server")!), asUser, ApiHttp.Handler(Data(cluster, "certificate-authority-data")));
    }

    private static byte[]? Data(JsonMap map, string key) => map.String(key) is { } inline ? Convert.FromBase64String(inline) : null;

    private sealed class Bearer(string token) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
