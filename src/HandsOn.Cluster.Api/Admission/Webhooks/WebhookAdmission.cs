using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Patching;

namespace HandsOn.Cluster.Api.Admission.Webhooks;

/// <summary>
/// Asks the webhooks of the cluster's configurations
/// (staging/src/k8s.io/apiserver/pkg/admission/plugin/webhook/validating/dispatcher.go, mutating/dispatcher.go).
/// </summary>
internal sealed class WebhookAdmission(ResourceContext context, WebhookCaller caller) : IAdmissionPlugin
{
    public async ValueTask<KubeObject> MutateAsync(AdmissionAttributes write, CancellationToken cancellation)
    {
        foreach (var webhook in Matching(MutatingWebhookConfigurationKind.Resource, write))
        {
            if (await AskAsync(webhook, write, cancellation).ConfigureAwait(false) is not { } response) continue;
            if (response.String("patch") is not { Length: > 0 } patch) continue;
            var changed = JsonPatch.Apply(write.Object!.Root, JsonText.Parse(Convert.FromBase64String(patch)));
            write = write with { Object = new KubeObject(write.Request.Definition.Default(changed, context)) };
        }
        return write.Object!;
    }

    public async ValueTask ValidateAsync(AdmissionAttributes write, CancellationToken cancellation)
    {
        foreach (var webhook in Matching(ValidatingWebhookConfigurationKind.Resource, write))
            await AskAsync(webhook, write, cancellation).ConfigureAwait(false);
    }

    /// <summary>The response of a webhook that allows the write; null where it could not be asked and that does not matter.</summary>
    private async ValueTask<JsonMap?> AskAsync(Webhook webhook, AdmissionAttributes write, CancellationToken cancellation)
    {
        if (write.Request.DryRun && webhook.HasSideEffects)
            throw StatusErrors.BadRequest($"admission webhook \"{webhook.Name}\" does not support dry run");
        JsonMap response;
        try
        {
            var version = webhook.ReviewVersion ?? throw StatusErrors.Internal($"webhook \"{webhook.Name}\" does not accept known AdmissionReview versions (v1, v1beta1)");
            response = await caller.CallAsync(webhook, AdmissionReview.Of(write, version, context.Random.NewUid()), cancellation).ConfigureAwait(false);
        }
        catch (StatusException) when (webhook.FailsOpen)
        {
            return null;
        }
        foreach (var warning in response.List("warnings").Strings()) write.Request.Warnings.Add(warning);
        return response.Bool("allowed") == true ? response : throw Denied(webhook, response.Map("status"));
    }

    private static StatusException Denied(Webhook webhook, JsonMap status)
    {
        var because = status.String("message") is { Length: > 0 } message ? ": " + message
            : status.String("reason") is { Length: > 0 } reason ? ": " + reason
            : " without explanation";
        var code = (int)Math.Max(status.Long("code") ?? 0, 400);
        return new StatusException(code, status.String("reason") ?? "", $"admission webhook \"{webhook.Name}\" denied the request{because}", status["details"] as JsonMap);
    }

    private IEnumerable<Webhook> Matching(GroupResource configurations, AdmissionAttributes write) =>
        context.Store.Snapshot(configurations).Objects()
            .SelectMany(c => c.Root.List("webhooks").Maps())
            .Select(entry => new Webhook(entry))
            .Where(webhook => webhook.Matches(write, context.Store));
}
