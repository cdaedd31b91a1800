using System.Globalization;

namespace HandsOn.Workloads.Http;

/// <summary>Access log lines in the combined format of Apache and nginx.</summary>
internal static class AccessLog
{
    public static string Combined(DateTimeOffset now, HttpCall call, HttpReply reply) => string.Create(CultureInfo.InvariantCulture,
        $"{call.Remote.Address} - - [{now:dd/MMM/yyyy:HH:mm:ss} +0000] \"{call.Method} {call.Target} {call.Version}\" {reply.Status} ")
        + string.Create(CultureInfo.InvariantCulture, $"{reply.Length ?? reply.Content.Length} \"{call.Headers["referer"] ?? "-"}\" \"{call.Headers["user-agent"] ?? "-"}\"");
}
