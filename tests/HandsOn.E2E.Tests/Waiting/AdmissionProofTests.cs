using FluentAssertions;
using HandsOn.Cluster.Hosting;
using HandsOn.E2E.Api;
using HandsOn.E2E.Inputs;
using HandsOn.E2E.Manifests;
using HandsOn.E2E.Versions;
using HandsOn.E2E.Waiting;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Waiting;

[CancelAfter(60_000)]
public sealed class AdmissionProofTests
{
    [TestCase(21)]
    [TestCase(36)]
    public async Task A_webhook_that_cannot_be_asked_yet_is_what_is_missing(int minor, CancellationToken cancellation)
    {
        await using var cluster = await EmbeddedCluster.StartAsync(new EmbeddedClusterOptions { Minor = minor }, cancellation);
        using var api = Kubeconfig.Parse(cluster.Kubeconfig).Connect();
        (await AdmissionProof.MissingAsync(api, cancellation)).Should().BeNull("there is no webhook");

        // Certificates and pods of the controller come a moment after its webhook.
        var manifest = VersionedManifest.Render(ProjectFolders.Fixtures("ingress-nginx"), new KubernetesMinor(minor)).Replace("${webhook}", "ingress-nginx-admission");
        foreach (var document in YamlFile.Parse(manifest, "manifest").Where(d => d.Root.String("kind") is not ("Deployment" or "Job"))) await api.ApplyAsync(new(document.Root), cancellation);
        (await AdmissionProof.MissingAsync(api, cancellation)).Should().Contain("failed calling webhook");

        foreach (var document in YamlFile.Parse(manifest, "manifest").Where(d => d.Root.String("kind") is "Deployment" or "Job")) await api.ApplyAsync(new(document.Root), cancellation);
        await new Waiter(api, TimeProvider.System).UntilAsync(Expect.Settled(), cancellation);

        (await AdmissionProof.MissingAsync(api, cancellation)).Should().BeNull();
        (await api.ListAsync(ApiResources.Ingresses, cancellation: cancellation)).Items.Should().BeEmpty("nothing was made");
    }
}
