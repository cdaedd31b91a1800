using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Kubelet;

/// <summary>Which probe it is.</summary>
internal enum ProbeKind
{
    Startup,
    Readiness,
    Liveness,
}

/// <summary>A probe as the container's spec has it.</summary>
internal sealed record ProbeSpec(ProbeKind Kind, JsonMap Handler, JsonMap Container)
{
    public TimeSpan InitialDelay => TimeSpan.FromSeconds(Handler.Long("initialDelaySeconds") ?? 0);

    public TimeSpan Period => TimeSpan.FromSeconds(Math.Max(1, Handler.Long("periodSeconds") ?? 10));

    public TimeSpan Timeout => TimeSpan.FromSeconds(Math.Max(1, Handler.Long("timeoutSeconds") ?? 1));

    public long SuccessThreshold => Handler.Long("successThreshold") ?? 1;

    public long FailureThreshold => Handler.Long("failureThreshold") ?? 3;

    /// <summary>The probe's own grace period for a container that it kills.</summary>
    public TimeSpan? TerminationGrace => Handler.Long("terminationGracePeriodSeconds") is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>The port that it asks, where it asks one.</summary>
    public int? Port => ProbePort.Resolve(Handler.At("httpGet", "port") ?? Handler.At("tcpSocket", "port") ?? Handler.At("grpc", "port"), Container);

    public static ProbeSpec? From(JsonMap container, ProbeKind kind) =>
        container[kind switch { ProbeKind.Startup => "startupProbe", ProbeKind.Readiness => "readinessProbe", _ => "livenessProbe" }] is JsonMap handler
            ? new(kind, handler, container)
            : null;
}
