using HandsOn.Cluster.Workloads.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace HandsOn.Cluster.Workloads.IngressNginx.Proxying;

/// <summary>The pages that nginx itself answers with.</summary>
internal static class NginxPages
{
    public static HttpReply Error(int status, string? reason = null)
    {
        var title = $"{status} {reason ?? (status == 503 ? "Service Temporarily Unavailable" : ReasonPhrases.GetReasonPhrase(status))}";
        return HttpReply.Text(status, $"<html>\r\n<head><title>{title}</title></head>\r\n<body>\r\n<center><h1>{title}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n", "text/html");
    }

    public static HttpReply Redirect(string location)
    {
        var reply = Error(308, "Permanent Redirect");
        reply.Headers.Add("Location", location);
        return reply;
    }
}
