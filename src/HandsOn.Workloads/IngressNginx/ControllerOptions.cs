using System.Globalization;
using HandsOn.Workloads.Shell.Tools;

namespace HandsOn.Workloads.IngressNginx;

/// <summary>The flags of nginx-ingress-controller (pkg/flags/flags.go).</summary>
internal sealed record ControllerOptions(Version Version)
{
    public string IngressClass { get; init; } = "nginx";

    public string ControllerClass { get; init; } = "k8s.io/ingress-nginx";

    public bool WatchWithoutClass { get; init; }

    /// <summary>Namespace and name of the Service whose address goes into the Ingresses' status.</summary>
    public (string Namespace, string Name)? PublishService { get; init; }

    public (string Namespace, string Name)? DefaultBackend { get; init; }

    public (string Namespace, string Name)? DefaultCertificate { get; init; }

    public (string Namespace, string Name)? ConfigMap { get; init; }

    public string ElectionId { get; init; } = "ingress-controller-leader";

    public string WatchNamespace { get; init; } = "";

    public int HttpPort { get; init; } = 80;

    public int HttpsPort { get; init; } = 443;

    public int HealthPort { get; init; } = 10254;

    /// <summary>The port of the admission webhook; null without one.</summary>
    public int? WebhookPort { get; init; }

    public string WebhookCertificate { get; init; } = "";

    public string WebhookKey { get; init; } = "";

    /// <summary>Before 1.0 an Ingress without class belonged to the controller whose class is <c>nginx</c>, and IngressClasses counted for nothing.</summary>
    public bool KnowsIngressClasses => Version.Major >= 1;

    /// <summary>Endpoints until 1.4, EndpointSlices since.</summary>
    public bool UsesEndpointSlices => Version >= new Version(1, 5);

    /// <summary>Leases since 1.3; ConfigMaps before.</summary>
    public bool ElectsByLease => Version >= new Version(1, 3);

    public static ControllerOptions Parse(string version, IReadOnlyList<string> arguments)
    {
        // The image's init (dumb-init --) stands before the command.
        var options = new Options([.. arguments.SkipWhile(word => !word.StartsWith("--", StringComparison.Ordinal) || word == "--")]);
        var standard = new ControllerOptions(Version.TryParse(version.TrimStart('v').Split('-')[0], out var parsed) ? parsed : new Version(1, 15, 1));
        return standard with
        {
            IngressClass = options.Value("ingress-class") ?? standard.IngressClass,
            ControllerClass = options.Value("controller-class") ?? standard.ControllerClass,
            WatchWithoutClass = options.Value("watch-ingress-without-class") is "" or "true",
            PublishService = Name(options.Value("publish-service")),
            DefaultBackend = Name(options.Value("default-backend-service")),
            DefaultCertificate = Name(options.Value("default-ssl-certificate")),
            ConfigMap = Name(options.Value("configmap")),
            ElectionId = options.Value("election-id") ?? standard.ElectionId,
            WatchNamespace = options.Value("watch-namespace") ?? "",
            HttpPort = Port(options.Value("http-port")) ?? standard.HttpPort,
            HttpsPort = Port(options.Value("https-port")) ?? standard.HttpsPort,
            HealthPort = Port(options.Value("healthz-port")) ?? standard.HealthPort,
            WebhookPort = Port(options.Value("validating-webhook")?.TrimStart(':')),
            WebhookCertificate = options.Value("validating-webhook-certificate") ?? "",
            WebhookKey = options.Value("validating-webhook-key") ?? "",
        };
    }

    private static (string, string)? Name(string? text) => text?.Split('/') is [var @namespace, var name] ? (@namespace, name) : null;

    private static int? Port(string? text) => int.TryParse(text, CultureInfo.InvariantCulture, out var port) ? port : null;
}
