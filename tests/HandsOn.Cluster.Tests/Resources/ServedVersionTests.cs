using FluentAssertions;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Kubernetes.Objects;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Resources;

public class ServedVersionTests
{
    [TestCase("extensions/v1beta1", "ingresses", 20, 21, "extensions/v1beta1 Ingress is deprecated in v1.14+, unavailable in v1.22+; use networking.k8s.io/v1 Ingress")]
    [TestCase("networking.k8s.io/v1beta1", "ingresses", 20, 21, "networking.k8s.io/v1beta1 Ingress is deprecated in v1.19+, unavailable in v1.22+; use networking.k8s.io/v1 Ingress")]
    [TestCase("networking.k8s.io/v1", "ingresses", 20, 37, null)]
    [TestCase("rbac.authorization.k8s.io/v1beta1", "roles", 20, 21, "rbac.authorization.k8s.io/v1beta1 Role is deprecated in v1.17+, unavailable in v1.22+; use rbac.authorization.k8s.io/v1 Role")]
    [TestCase("batch/v1", "cronjobs", 21, 37, null)]
    [TestCase("batch/v1beta1", "cronjobs", 20, 24, "batch/v1beta1 CronJob is deprecated in v1.21+, unavailable in v1.25+; use batch/v1 CronJob")]
    [TestCase("discovery.k8s.io/v1", "endpointslices", 21, 37, null)]
    [TestCase("discovery.k8s.io/v1beta1", "endpointslices", 20, 24, "discovery.k8s.io/v1beta1 EndpointSlice is deprecated in v1.21+, unavailable in v1.25+; use discovery.k8s.io/v1 EndpointSlice")]
    [TestCase("v1", "endpoints", 20, 37, "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice")]
    [TestCase("events.k8s.io/v1", "events", 20, 37, null)]
    [TestCase("policy/v1", "poddisruptionbudgets", 21, 37, null)]
    [TestCase("autoscaling/v2", "horizontalpodautoscalers", 23, 37, null)]
    [TestCase("apps/v1", "deployments", 20, 37, null)]
    public void A_version_is_served_by_its_minors_alone(string version, string plural, int first, int last, string? deprecation)
    {
        for (var minor = 20; minor <= 37; minor++)
        {
            using var cluster = new TestKinds(minor);

            var found = cluster.Catalog.Find(GroupVersion.Parse(version), plural);

            (found is not null).Should().Be(minor >= first && minor <= last, "1.{0} decides", minor);
            if (found is { } served) served.Version.Warning(served.Definition.Names.Kind, last).Should().Be(deprecation);
        }
    }

    [TestCase("authentication.k8s.io/v1", "TokenReview")]
    [TestCase("authentication.k8s.io/v1", "SelfSubjectReview")]
    [TestCase("authorization.k8s.io/v1", "SubjectAccessReview")]
    [TestCase("authorization.k8s.io/v1", "SelfSubjectAccessReview")]
    [TestCase("authorization.k8s.io/v1", "SelfSubjectRulesReview")]
    [TestCase("authorization.k8s.io/v1", "LocalSubjectAccessReview")]
    public void A_review_can_only_be_created_and_is_no_kind_for_manifests(string version, string kind)
    {
        using var cluster = new TestKinds();

        cluster.Catalog.Find(GroupVersion.Parse(version), kind.ToLowerInvariant() + "s")!.Value.Definition.Verbs.Should().Equal("create");
        ServedKinds.IsKnown(kind).Should().BeFalse();
    }

    [TestCase("Pod", "eviction", 21, "policy/v1beta1, Kind=Eviction")]
    [TestCase("Pod", "eviction", 22, "policy/v1, Kind=Eviction")]
    [TestCase("Pod", "resize", 32, null)]
    [TestCase("Pod", "resize", 33, "")]
    [TestCase("Deployment", "scale", 20, "autoscaling/v1, Kind=Scale")]
    public void A_subresource_is_there_from_its_minor_on(string kind, string name, int minor, string? exchanged)
    {
        using var cluster = new TestKinds(minor);

        var found = cluster.Kind(kind).Subresources.SingleOrDefault(s => s.Name == name && s.IsServedBy(minor));

        (found is null ? null : found.Kind?.ToString() ?? "").Should().Be(exchanged);
    }
}
