using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Api.Admission.Webhooks;

/// <summary>Sends an AdmissionReview and reads the answer.</summary>
internal sealed class WebhookCaller(IServiceDialer dialer, TimeProvider time)
{
    /// <summary>The <c>response</c> of the answer.</summary>
    /// <exception cref="StatusException">500: the webhook could not be asked.</exception>
    public async ValueTask<JsonMap> CallAsync(Webhook webhook, JsonMap review, CancellationToken cancellation)
    {
        try
        {
            return await PostAsync(webhook, review, cancellation).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or JsonException or System.Security.Authentication.AuthenticationException
            || failure is OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            var reason = failure is OperationCanceledException ? "context deadline exceeded" : Innermost(failure);
            throw StatusErrors.Internal($"failed calling webhook \"{webhook.Name}\": failed to call webhook: Post \"{webhook.Target().Url}\": {reason}");
        }
    }

    private async Task<JsonMap> PostAsync(Webhook webhook, JsonMap review, CancellationToken cancellation)
    {
        var (@namespace, service, port, url) = webhook.Target();
        using var handler = Handler(webhook, @namespace, service, port);
        using var http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(webhook.TimeoutSeconds), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        using var body = new ByteArrayContent(JsonText.ToUtf8(review));
        body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await http.PostAsync(url, body, either.Token).ConfigureAwait(false);
        var bytes = await answer.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false);
        if (!answer.IsSuccessStatusCode) throw new IOException($"the server returned status {(int)answer.StatusCode}");
        var response = JsonText.ParseMap(bytes);
        if (response.String("response", "uid") != review.String("request", "uid"))
            throw new IOException($"expected response.uid=\"{review.String("request", "uid")}\", got \"{response.String("response", "uid")}\"");
        return response.Map("response");
    }

    private SocketsHttpHandler Handler(Webhook webhook, string @namespace, string service, int port)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        if (service.Length > 0)
            handler.ConnectCallback = async (_, cancellation) => await dialer.DialAsync(@namespace, service, port, cancellation).ConfigureAwait(false);
        var authorities = webhook.CertificateAuthorities();
        if (authorities is not null)
            handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, errors) => IsTrusted(certificate, errors, authorities);
        return handler;
    }

    private static bool IsTrusted(X509Certificate? certificate, SslPolicyErrors errors, X509Certificate2Collection authorities)
    {
        if (certificate is null || errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)) return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        return chain.Build(X509CertificateLoader.LoadCertificate(certificate.GetRawCertData()));
    }

    private static string Innermost(Exception failure) => failure.InnerException is { } inner && failure is not IOException ? Innermost(inner) : failure.Message;
}
