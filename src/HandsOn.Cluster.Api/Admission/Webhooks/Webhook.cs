using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using HandsOn.Cluster.Api.Storage;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Api.Admission.Webhooks;

/// <summary>One entry of a ValidatingWebhookConfiguration or MutatingWebhookConfiguration.</summary>
internal sealed class Webhook(JsonMap entry)
{
    private const int DefaultTimeoutSeconds = 10;
    private const int DefaultPort = 443;

    public JsonMap Entry { get; } = entry;

    public string Name => Entry.String("name") ?? "";

    public bool FailsOpen => Entry.String("failurePolicy") == "Ignore";

    public int TimeoutSeconds => (int)(Entry.Long("timeoutSeconds") ?? DefaultTimeoutSeconds);

    /// <summary>Whether it may be asked about a dry run.</summary>
    public bool HasSideEffects => Entry.String("sideEffects") is not ("None" or "NoneOnDryRun");

    /// <summary>The newest AdmissionReview version that both sides know, or null.</summary>
    public string? ReviewVersion => Entry.List("admissionReviewVersions").Strings().FirstOrDefault(v => v is "v1" or "v1beta1");

    /// <summary>The certificates that the webhook's own must be signed by; null where the configuration has none.</summary>
    public X509Certificate2Collection? CertificateAuthorities()
    {
        if (Entry.String("clientConfig", "caBundle") is not { Length: > 0 } bundle) return null;
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPem(System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(bundle)));
        return certificates;
    }

    /// <summary>Where it is called: the Service (to be reached over the cluster's network) and the URL.</summary>
    public (string Namespace, string Service, int Port, Uri Url) Target()
    {
        var config = Entry.Map("clientConfig");
        var query = $"?timeout={TimeoutSeconds}s";
        if (config.String("url") is { } url) return ("", "", 0, new Uri(url + query));
        var service = config.Map("service");
        var name = service.String("name") ?? "";
        var @namespace = service.String("namespace") ?? "";
        var port = (int)(service.Long("port") ?? DefaultPort);
        return (@namespace, name, port, new Uri($"https://{name}.{@namespace}.svc:{port.ToString(CultureInfo.InvariantCulture)}/{(service.String("path") ?? "").TrimStart('/')}{query}"));
    }

    public bool Matches(AdmissionAttributes write, ObjectStore store) => WebhookRules.Matches(Entry, write, store);
}
