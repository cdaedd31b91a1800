using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Controllers.Deployment;

/// <summary>Conditions of a Deployment (pkg/controller/deployment/util/deployment_util.go, SetDeploymentCondition).</summary>
internal static class Conditions
{
    public static JsonMap Make(string type, string status, string reason, string message, DateTimeOffset now) => JsonMap.Of(
        ("type", type), ("status", status),
        ("lastUpdateTime", Timestamps.Format(now)), ("lastTransitionTime", Timestamps.Format(now)),
        ("reason", reason), ("message", message));

    /// <summary>
    /// The conditions with one set, at the end; unchanged where it is there with the same status and reason. The time of the
    /// transition stays where the status does.
    /// </summary>
    public static JsonList Set(JsonList conditions, JsonMap condition)
    {
        var known = conditions.Find("type", condition.String("type")!);
        if (known is not null && known.String("status") == condition.String("status"))
        {
            if (known.String("reason") == condition.String("reason")) return conditions;
            condition = condition.WithOrWithout("lastTransitionTime", known["lastTransitionTime"]);
        }
        return Remove(conditions, condition.String("type")!).Add(condition);
    }

    public static JsonList Remove(JsonList conditions, string type) =>
        JsonList.From(conditions.Maps().Where(c => c.String("type") != type));
}
