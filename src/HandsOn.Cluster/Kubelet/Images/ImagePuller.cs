using System.Globalization;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Versions;
using HandsOn.Workloads.Images;

namespace HandsOn.Cluster.Kubelet;

/// <summary>Gets a container its image by its pull policy, and says so in events (pkg/kubelet/images/image_manager.go).</summary>
internal sealed class ImagePuller(KubeletContext context, NodeImages images, PodStages stages)
{
    public async ValueTask<ImageOutcome> GetAsync(KubeObject pod, ContainerSlot container)
    {
        var image = container.Spec.String("image") ?? "";
        if (ImageReference.Parse(image) is not { } reference) return await InvalidAsync(pod, container, image).ConfigureAwait(false);
        var policy = container.Spec.String("imagePullPolicy") ?? "IfNotPresent";
        var present = policy == "Always" ? null : images.Find(reference);
        if (present is not null && container.Pull is null)
        {
            var access = context.Minor >= SinceMinor.EnsureSecretPulledImages ? " and can be accessed by the pod" : "";
            await container.TellAsync(context, pod, "Pulled", $"Container image \"{image}\" already present on machine{access}").ConfigureAwait(false);
            return new(present, null);
        }
        if (policy == "Never")
        {
            var message = $"Container image \"{image}\" is not present with pull policy of Never";
            await container.WarnAsync(context, pod, "ErrImageNeverPull", message).ConfigureAwait(false);
            return new(null, new("ErrImageNeverPull", message));
        }
        return await PullAsync(pod, container, image, reference).ConfigureAwait(false);
    }

    private async ValueTask<ImageOutcome> PullAsync(KubeObject pod, ContainerSlot container, string image, ImageReference reference)
    {
        if (container.PullBackOff.Until(container.PullFailedAt, context.Now) is { } until)
        {
            var message = $"Back-off pulling image \"{image}\"";
            if (container.Problem?.Reason != "ImagePullBackOff") await container.TellAsync(context, pod, "BackOff", message).ConfigureAwait(false);
            if (context.Minor >= SinceMinor.PullErrorInBackOff) message += ": ErrImagePull: " + container.PullError;
            return new(null, new("ImagePullBackOff", message), until);
        }
        var started = context.Now;
        if (container.Pull is { } pull) started = pull;
        else await container.TellAsync(context, pod, "Pulling", $"Pulling image \"{image}\"").ConfigureAwait(false);
        if (started + stages.Delay(PodStep.Pull, pod) is var done && done > context.Now)
        {
            container.Pull = started;
            return new(null, null, done);
        }
        container.Pull = null;
        var answer = context.Images.Pull(reference.ToString());
        if (answer.Image is null) return await FailedAsync(pod, container, image, answer.Error).ConfigureAwait(false);
        var took = GoDuration.Format(TimeSpan.FromMilliseconds(Math.Floor((context.Now - started).TotalMilliseconds)));
        await container.TellAsync(context, pod, "Pulled", $"Successfully pulled image \"{image}\" in {took}{Details(took, answer.Image.Size)}").ConfigureAwait(false);
        return new(images.Add(reference, answer.Image), null);
    }

    private string Details(string took, long size) => context.Minor switch
    {
        < SinceMinor.WaitingTimeInPulledEvent => "",
        < SinceMinor.ImageSizeInPulledEvent => $" ({took} including waiting)",
        _ => string.Create(CultureInfo.InvariantCulture, $" ({took} including waiting). Image size: {size} bytes."),
    };

    private async ValueTask<ImageOutcome> FailedAsync(KubeObject pod, ContainerSlot container, string image, string error)
    {
        await container.WarnAsync(context, pod, "Failed", $"Failed to pull image \"{image}\": {error}").ConfigureAwait(false);
        container.PullFailedAt = context.Now;
        container.PullError = error;
        container.PullBackOff.Next(context.Now);
        // At once again: the second look finds the back-off, as the next sync of a real kubelet does.
        return new(null, new("ErrImagePull", error), context.Now);
    }

    private async ValueTask<ImageOutcome> InvalidAsync(KubeObject pod, ContainerSlot container, string image)
    {
        var lower = image.ToLowerInvariant();
        var why = ImageReference.Parse(lower) is null ? "" : $": repository name ({image.Split(':', '@')[0]}) must be lowercase";
        var message = PullErrors.InvalidName(image) + why;
        if (container.Problem?.Reason != "InvalidImageName") await container.WarnAsync(context, pod, "InspectFailed", message).ConfigureAwait(false);
        return new(null, new("InvalidImageName", message));
    }
}
