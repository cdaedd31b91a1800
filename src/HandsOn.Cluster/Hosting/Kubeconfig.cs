using System.Security.Cryptography.X509Certificates;
using System.Text;
using HandsOn.Cluster.Api.Authentication;

namespace HandsOn.Cluster.Hosting;

/// <summary>The kubeconfig of the cluster's administrator, with the contexts that Docker Desktop has had, old and new.</summary>
internal static class Kubeconfig
{
    private static readonly string[] Contexts = ["docker-desktop", "docker-for-desktop"];

    public static string Of(Uri server, CertificateAuthority authority)
    {
        using var certificate = authority.IssueClient("kubernetes-admin", "system:masters");
        using var key = certificate.GetECDsaPrivateKey()!;
        var text = new StringBuilder();
        text.Append("apiVersion: v1\nkind: Config\n");
        text.Append("clusters:\n- name: docker-desktop\n  cluster:\n");
        text.Append($"    certificate-authority-data: {Base64(authority.Pem)}\n    server: {server.GetLeftPart(UriPartial.Authority)}\n");
        text.Append("users:\n- name: docker-desktop\n  user:\n");
        text.Append($"    client-certificate-data: {Base64(certificate.ExportCertificatePem())}\n    client-key-data: {Base64(key.ExportECPrivateKeyPem())}\n");
        text.Append("contexts:\n");
        foreach (var context in Contexts) text.Append($"- name: {context}\n  context:\n    cluster: docker-desktop\n    user: docker-desktop\n");
        text.Append("current-context: docker-desktop\n");
        return text.ToString();
    }

    private static string Base64(string pem) => Convert.ToBase64String(Encoding.ASCII.GetBytes(pem));
}
