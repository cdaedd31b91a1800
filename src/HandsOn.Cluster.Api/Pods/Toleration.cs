using System.Globalization;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Api.Pods;

/// <summary>A taint of a node.</summary>
internal sealed record Taint(string Key, string Value, string Effect)
{
    public const string NoSchedule = "NoSchedule";
    public const string PreferNoSchedule = "PreferNoSchedule";
    public const string NoExecute = "NoExecute";

    public static Taint From(JsonMap map) => new(map.String("key") ?? "", map.String("value") ?? "", map.String("effect") ?? "");
}

/// <summary>A toleration of a pod (staging/src/k8s.io/component-helpers/scheduling/corev1/helpers.go).</summary>
internal sealed record Toleration(string Key, string Operator, string Value, string Effect)
{
    public static Toleration From(JsonMap map) => new(
        map.String("key") ?? "", map.String("operator") is { Length: > 0 } name ? name : "Equal", map.String("value") ?? "", map.String("effect") ?? "");

    public bool Tolerates(Taint taint)
    {
        if (Effect.Length > 0 && Effect != taint.Effect) return false;
        if (Key.Length > 0 && Key != taint.Key) return false;
        return Operator switch
        {
            "Exists" => true,
            "Equal" => Value == taint.Value,
            "Lt" => Number(taint.Value) < Number(Value),
            "Gt" => Number(taint.Value) > Number(Value),
            _ => false,
        };
    }

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
