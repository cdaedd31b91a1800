using HandsOn.E2E.Api;
using HandsOn.E2E.Inputs;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.E2E.Waiting;

/// <summary>
/// Shows that the admission webhooks of Ingresses answer: its pod is ready before the way to it is made and before its
/// certificate is known everywhere, and until then the server refuses every Ingress.
/// </summary>
internal static class AdmissionProof
{
    private const string Networking = "networking.k8s.io";
    private const int ServerError = 500;

    /// <summary>Asks for an Ingress that is not made; gives what the server says where a webhook could not be asked, <see langword="null"/> where all answer.</summary>
    public static async Task<string?> MissingAsync(IApiClient api, CancellationToken cancellation)
    {
        foreach (var version in Versions(await api.ListAsync(ApiResources.ValidatingWebhooks, cancellation: cancellation), api))
            try
            {
                await api.DryRunAsync(Ingress(version), cancellation);
            }
            catch (StatusException refusal) when (refusal.Code >= ServerError)
            {
                return refusal.Message;
            }
            catch (StatusException)
            {
                // A webhook that refuses has answered.
            }
        return null;
    }

    // The versions at which webhooks of this scope want to see Ingresses: at another one the server might not ask them.
    private static IEnumerable<string> Versions(KubeList webhooks, IApiClient api) => webhooks.Items
        .SelectMany(w => w.Root.List("webhooks").Maps())
        .Where(w => w.String("clientConfig", "service", "namespace") is { } space && api.Namespaces.Contains(space))
        .SelectMany(w => w.List("rules").Maps())
        .Where(r => r.List("resources").Strings().Contains("ingresses") && r.List("apiGroups").Strings().Contains(Networking))
        .SelectMany(r => r.List("apiVersions").Strings().Take(1)).Distinct();

    private static KubeObject Ingress(string version) => new(YamlFile.Parse($$"""
        {apiVersion: {{Networking}}/{{version}}, kind: Ingress, metadata: {name: handson-proof}, spec: {{(
            version == "v1beta1" ? "{backend: {serviceName: none, servicePort: 80}}" : "{defaultBackend: {service: {name: none, port: {number: 80}}}}")}}}
        """, "proof").Single().Root);
}
