using HandsOn.Workloads.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace HandsOn.Workloads.IngressNginx.Proxying;

/// <summary>The pages that nginx itself answers with.</summary>
internal static class NginxPages
{
    public static HttpReply Error(int status, string? reason = null)
    {
        var title = $"{status} {reason ?? (status == 503 ? "Service Temporarily Unavailable" : ReasonPhrases.GetReasonPhrase(status))}";
        string[] lines = ["<html>", $"<head><title>{title}</title></head>", "<body>", $"<center><h1>{title}</h1></center>", "<hr><center>nginx</center>", "</body>", "</html>", ""];
        return HttpReply.Text(status, string.Join("\r\n", lines), "text/html");
    }

    public static HttpReply Redirect(string location)
    {
        var reply = Error(308, "Permanent Redirect");
        reply.Headers.Add("Location", location);
        return reply;
    }
}
