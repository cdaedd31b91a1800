using System.Globalization;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Server.Streams.RemoteCommand;

/// <summary>How a command ended, as clients of the v4 and v5 protocols get to know it.</summary>
internal static class CommandStatus
{
    public static JsonMap Exited(int code)
    {
        if (code == 0) return JsonMap.Of(("metadata", JsonMap.Empty), ("status", "Success"));
        var text = code.ToString(CultureInfo.InvariantCulture);
        return JsonMap.Of(
            ("metadata", JsonMap.Empty), ("status", "Failure"),
            ("message", $"command terminated with non-zero exit code: command terminated with exit code {text}"), ("reason", "NonZeroExitCode"),
            ("details", JsonMap.Of(("causes", JsonList.Of(JsonMap.Of(("reason", "ExitCode"), ("message", text)))))));
    }

    /// <param name="why">The kubelet's words, which clients show.</param>
    public static JsonMap Failed(string why) => JsonMap.Of(
        ("metadata", JsonMap.Empty), ("status", "Failure"), ("message", why), ("reason", "InternalError"),
        ("details", JsonMap.Of(("causes", JsonList.Of(JsonMap.Of(("message", why)))))), ("code", 500));
}
