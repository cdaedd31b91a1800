using System.Globalization;
using System.Text;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Workloads.Api;
using HandsOn.Workloads.Containers;
using HandsOn.Workloads.Shell.Tools;

namespace HandsOn.Workloads.Certgen;

/// <summary>
/// kube-webhook-certgen: <c>create</c> puts a new CA and server certificate into a Secret unless it is there; <c>patch</c>
/// writes that CA into a webhook configuration (github.com/kubernetes/ingress-nginx, images/kube-webhook-certgen).
/// </summary>
internal sealed class CertgenProgram : IContainerProgram
{
    private const int StartUpAttempts = 20;

    private static readonly TimeSpan StartUpStep = TimeSpan.FromMilliseconds(100);

    public async Task<int> RunAsync(IContainerContext container, CancellationToken stopping)
    {
        var arguments = container.Arguments.SkipWhile(word => word is not ("create" or "patch")).ToList();
        if (arguments.Count == 0) return await FailAsync(container, "unknown command: use create or patch").ConfigureAwait(false);
        var options = new Options([.. arguments.Skip(1)]);
        try
        {
            using var api = ClusterApi.Connect(container);
            var done = arguments[0] == "create"
                ? await CreateAsync(container, api, options, stopping).ConfigureAwait(false)
                : await PatchAsync(container, api, options, stopping).ConfigureAwait(false);
            return done;
        }
        catch (Exception failed) when (failed is StatusException or HttpRequestException or IOException)
        {
            return await FailAsync(container, (failed as HttpRequestException)?.InnerException?.Message ?? failed.Message).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return 1;
        }
    }

    private static async Task<int> CreateAsync(IContainerContext container, ClusterApi api, Options options, CancellationToken stopping)
    {
        var (@namespace, name) = (options.Value("namespace") ?? container.PodNamespace, options.Value("secret-name") ?? "");
        if (await api.FindAsync(ApiResource.Secrets, @namespace, name, stopping).ConfigureAwait(false) is not null)
        {
            await LogAsync(container, "info", "secret already exists").ConfigureAwait(false);
            return 0;
        }
        var made = WebhookCertificates.Create((options.Value("host") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries));
        await LogAsync(container, "info", "creating new secret").ConfigureAwait(false);
        await api.CreateAsync(ApiResource.Secrets, new KubeObject(JsonMap.Of(
            ("apiVersion", "v1"), ("kind", "Secret"), ("metadata", JsonMap.Of(("name", name), ("namespace", @namespace))),
            ("data", JsonMap.Of(
                (options.Value("ca-name") ?? "ca", Base64(made.Authority)), (options.Value("cert-name") ?? "cert", Base64(made.Certificate)),
                (options.Value("key-name") ?? "key", Base64(made.Key)))))), stopping).ConfigureAwait(false);
        return 0;
    }

    private static async Task<int> PatchAsync(IContainerContext container, ClusterApi api, Options options, CancellationToken stopping)
    {
        var (@namespace, name, webhook) = (options.Value("namespace") ?? container.PodNamespace, options.Value("secret-name") ?? "", options.Value("webhook-name") ?? "");
        var secret = await FindSecretAsync(container, api, @namespace, name, stopping).ConfigureAwait(false);
        if (secret?.Root.String("data", "ca") is not { } authority)
            return await FailAsync(container, $"no secret with '{name}' in '{@namespace}'").ConfigureAwait(false);
        if (options.Value("patch-validating") == "false") return 0;
        var policy = options.Value("patch-failure-policy");
        await LogAsync(container, "info", $"patching webhook configurations '{webhook}' mutating=false, validating=true, failurePolicy={policy}").ConfigureAwait(false);
        var configuration = await api.GetAsync(ApiResource.ValidatingWebhooks, "", webhook, stopping).ConfigureAwait(false);
        var patched = configuration.Root.List("webhooks").MapEach(hook =>
        {
            var changed = hook.SetIn(authority, "clientConfig", "caBundle");
            return policy is { Length: > 0 } ? changed.With("failurePolicy", policy) : changed;
        });
        await api.UpdateAsync(ApiResource.ValidatingWebhooks, new KubeObject(configuration.Root.With("webhooks", patched)), stopping).ConfigureAwait(false);
        await LogAsync(container, "info", "Patched hook(s)").ConfigureAwait(false);
        return 0;
    }

    /// <summary>
    /// The Secret that the create Job makes. Real containers start so slowly that it is there by then; here both Jobs start within
    /// the same instant, and the role that the manifest gives allows no watch.
    /// </summary>
    private static async Task<KubeObject?> FindSecretAsync(IContainerContext container, ClusterApi api, string @namespace, string name, CancellationToken stopping)
    {
        for (var attempt = 0; attempt < StartUpAttempts; attempt++)
        {
            if (await api.FindAsync(ApiResource.Secrets, @namespace, name, stopping).ConfigureAwait(false) is { } secret) return secret;
            await Task.Delay(StartUpStep, container.Time, stopping).ConfigureAwait(false);
        }
        return null;
    }

    private static async Task<int> FailAsync(IContainerContext container, string message)
    {
        await LogAsync(container, "fatal", message).ConfigureAwait(false);
        return 1;
    }

    private static Task LogAsync(IContainerContext container, string level, string message) => container.Error.WriteLineAsync(JsonMap.Of(
        ("level", level), ("msg", message), ("time", container.Time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))).ToString());

    private static string Base64(string pem) => Convert.ToBase64String(Encoding.ASCII.GetBytes(pem));
}
