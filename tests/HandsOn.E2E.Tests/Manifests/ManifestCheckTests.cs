using FluentAssertions;
using HandsOn.E2E.Inputs;
using HandsOn.E2E.Kubectl;
using HandsOn.E2E.Manifests;
using HandsOn.E2E.Tests.Support;
using HandsOn.E2E.Versions;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Manifests;

public sealed class ManifestCheckTests
{
    private static readonly string Guestbook = ProjectFolders.Fixtures("guestbook");

    private WorkFolder folder = null!;

    [SetUp]
    public void CopyGuestbook()
    {
        folder = TestFolder.Create();
        folder.CopyFrom(Guestbook, "m");
    }

    [TearDown]
    public void DeleteFolder() => folder.Dispose();

    [TestCase("  replicas: 1", "  replica: 1", "10: unknown field \"spec.replica\"")]
    [TestCase("  replicas: 1", "  replicas: 1\n  replicas: 2", "11: duplicate field \"spec.replicas\"")]
    [TestCase("apps/v1", "extensions/v1beta1", "3: Kubernetes 1.36 serves no Deployment in apiVersion extensions/v1beta1; use apps/v1")]
    [TestCase("apps/v1", "", "3: not a Kubernetes object: it has no apiVersion")]
    [TestCase("kind: Deployment", "", "3: not a Kubernetes object: it has no kind")]
    [TestCase("kind: Deployment", "kind: Deploymnt", "4: the embedded cluster has no kind Deploymnt")]
    [TestCase("  name: frontend", "  labels: {a: b}", "5: Deployment has no metadata.name")]
    [TestCase("100Mi", "100Mx", "23: Deployment cannot be read: quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'")]
    [TestCase("  replicas: 1", "  replicas: \"1\"", "10: Deployment cannot be read: json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32")]
    [TestCase("containerPort: 80", "containerPort: http", "28: Deployment cannot be read: json: cannot unmarshal string into Go struct field ContainerPort.spec.template.spec.containers.ports.containerPort of type int32")]
    public void What_no_cluster_would_read_is_said_with_file_and_line(string part, string broken, string problem)
    {
        var file = folder.PathOf("m/frontend-deployment.yaml");
        File.WriteAllText(file, File.ReadAllText(file).Replace(part, broken, StringComparison.Ordinal));

        Check(36).Should().Throw<ManifestException>().WithMessage($"{file}:{problem}");
    }

    [TestCase("networking.k8s.io/v1beta1", "Ingress", 22, "x.yaml:1: Kubernetes 1.22 serves no Ingress in apiVersion networking.k8s.io/v1beta1 (removed in 1.22); use networking.k8s.io/v1")]
    [TestCase("batch/v1", "CronJob", 20, "x.yaml:1: Kubernetes 1.20 serves no CronJob in apiVersion batch/v1 (only since 1.21); use batch/v1beta1")]
    [TestCase("networking.k8s.io/v1beta1", "Ingress", 21, null)]
    [TestCase("batch/v1", "CronJob", 21, null)]
    public void A_version_is_served_by_some_minors_only(string version, string kind, int minor, string? problem)
    {
        folder.Write("m/x.yaml", $"apiVersion: {version}\nkind: {kind}\nmetadata: {{name: a}}\n");

        if (problem is null) Check(minor).Should().NotThrow();
        else Check(minor).Should().Throw<ManifestException>().WithMessage($"*{problem}");
    }

    [Test]
    public void Objects_of_a_list_are_looked_at_too()
    {
        folder.Write("m/x.yaml", "apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Pod, metadata: {name: a}}\n- apiVersion: v1\n  kind: Pod\n  metadata: {name: b}\n  spce: {}\n");

        Check(36).Should().Throw<ManifestException>().WithMessage("*x.yaml:8: unknown field \"spce\"");
    }

    [Test]
    public void A_folder_without_manifests_is_said_so()
    {
        var check = () => ManifestCheck.Folder(Directory.CreateDirectory(folder.PathOf("empty")).FullName, new(36));

        check.Should().Throw<ManifestException>().WithMessage("*empty: there are no manifests (*.yaml, *.yml, *.json) in this folder");
    }

    [Test]
    public void The_guestbook_passes_on_every_minor([Range(20, 37)] int minor) => Check(minor).Should().NotThrow();

    private Action Check(int minor) => () => ManifestCheck.Folder(folder.PathOf("m"), new KubernetesMinor(minor));
}
