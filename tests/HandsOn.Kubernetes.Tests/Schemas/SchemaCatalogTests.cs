using FluentAssertions;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Schemas;
using NUnit.Framework;

namespace HandsOn.Kubernetes.Tests.Schemas;

public class SchemaCatalogTests
{
    private static readonly SchemaCatalog Catalog = SchemaCatalog.Default;

    [TestCase("v1", "Namespace Node Pod PodTemplate Binding Service Endpoints Event ConfigMap Secret ServiceAccount LimitRange ResourceQuota PersistentVolume PersistentVolumeClaim ReplicationController PodList Status DeleteOptions")]
    [TestCase("events.k8s.io/v1", "Event EventList")]
    [TestCase("apps/v1", "Deployment ReplicaSet DaemonSet StatefulSet ControllerRevision DeploymentList DeleteOptions")]
    [TestCase("batch/v1", "Job CronJob")]
    [TestCase("batch/v1beta1", "CronJob CronJobList")]
    [TestCase("autoscaling/v1", "Scale HorizontalPodAutoscaler")]
    [TestCase("autoscaling/v2", "HorizontalPodAutoscaler")]
    [TestCase("policy/v1", "PodDisruptionBudget Eviction")]
    [TestCase("networking.k8s.io/v1", "Ingress IngressClass NetworkPolicy")]
    [TestCase("networking.k8s.io/v1beta1", "Ingress IngressClass")]
    [TestCase("extensions/v1beta1", "Ingress")]
    [TestCase("discovery.k8s.io/v1", "EndpointSlice")]
    [TestCase("discovery.k8s.io/v1beta1", "EndpointSlice")]
    [TestCase("coordination.k8s.io/v1", "Lease")]
    [TestCase("rbac.authorization.k8s.io/v1", "Role RoleBinding ClusterRole ClusterRoleBinding")]
    [TestCase("rbac.authorization.k8s.io/v1beta1", "Role RoleBinding ClusterRole ClusterRoleBindingList")]
    [TestCase("admissionregistration.k8s.io/v1", "ValidatingWebhookConfiguration MutatingWebhookConfiguration")]
    [TestCase("admissionregistration.k8s.io/v1beta1", "ValidatingWebhookConfiguration MutatingWebhookConfiguration")]
    [TestCase("authentication.k8s.io/v1", "TokenRequest TokenReview SelfSubjectReview")]
    [TestCase("authorization.k8s.io/v1", "SelfSubjectAccessReview SubjectAccessReview LocalSubjectAccessReview SelfSubjectRulesReview")]
    [TestCase("scheduling.k8s.io/v1", "PriorityClass")]
    [TestCase("storage.k8s.io/v1", "StorageClass")]
    public void Every_kind_that_is_served_has_a_type(string apiVersion, string kinds)
    {
        var version = GroupVersion.Parse(apiVersion);
        foreach (var kind in kinds.Split(' '))
            Catalog.ForKind(new(version.Group, version.Version, kind))!.Fields.Should().NotBeEmpty(kind);
    }

    [Test]
    public void Every_object_value_has_its_type_and_every_type_its_fields()
    {
        string[] empty = ["VolumeAttributesClassSpec", "ClientIPAuth"];
        Catalog.Types.Where(t => t.Fields.Count == 0).Select(t => t.ShortName).Should().BeSubsetOf(empty);
        Catalog.Types.SelectMany(t => t.Fields).Where(f => f.Value.Shape == ValueShape.Object && f.Value.Type is null).Should().BeEmpty();
    }

    [Test]
    public void A_field_says_how_each_machinery_treats_it()
    {
        var ports = Catalog.Type("io.k8s.api.core.v1.Container")!.Field("ports")!;

        ports.ProtobufNumber.Should().Be(6);
        ports.Value.ListMerge.Should().Be(ListMerge.Map);
        ports.Value.ListMapKeys.Should().Equal("containerPort", "protocol");
        ports.PatchStrategy.Should().Be("merge");
        ports.PatchMergeKey.Should().Be("containerPort");
        ports.Value.Element!.Type!.Field("protocol")!.Default.Should().Be("TCP");
        ports.Value.GoName.Should().Be("[]v1.ContainerPort");
    }

    [Test]
    public void Embedded_fields_stand_among_the_others_and_keep_their_message_in_protobuf()
    {
        var volume = Catalog.Type("io.k8s.api.core.v1.Volume")!;

        volume.Field("emptyDir")!.Embedded.Should().Be("VolumeSource");
        volume.Field("emptyDir")!.ProtobufNumber.Should().Be(0);
        volume.EmbeddedTypes.Should().ContainSingle().Which.ProtobufNumber.Should().Be(2);
    }

    [Test]
    public void Alias_takes_its_Go_name_from_the_package_that_declares_it()
    {
        Catalog.Type("io.k8s.api.core.v1.Container")!.Field("imagePullPolicy")!.Value.GoName.Should().Be("v1.PullPolicy");
        Catalog.Type("io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta")!.Field("uid")!.Value.GoName.Should().Be("types.UID");
    }
}
