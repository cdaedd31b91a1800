using System.Security.Cryptography;
using FluentAssertions;
using HandsOn.E2E.Inputs;
using HandsOn.E2E.Scenarios;
using HandsOn.E2E.Tests.Support;
using HandsOn.E2E.Tutorials.Texts;
using HandsOn.E2E.Versions;
using HandsOn.Scenarios.Support;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Texts;

/// <summary>The user's own text, read for several minors.</summary>
public sealed class HandsOnTextTests
{
    [Test]
    public void The_text_is_the_users_byte_for_byte() =>
        Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Fixtures.Path("tutorial", "kubernetes-handson.md")))).Should().Be("da0d3c9bcf208ecbabca982f9f29f7069405e9b3150b01cc1146a1ed693a022b");

    [Test]
    public void Each_section_has_the_steps_that_its_reader_types()
    {
        var text = Read("1.36");

        var sections = new[] { "とりあえず触ってみる", "スケールさせてみる", "意図的にPodを削除", "Podの設定を変えてみる", "Masterの動き" };
        sections.Select(s => text.Section(s).Steps.Count).Should().Equal(19, 3, 2, 7, 2);
        text.Section("スケールさせてみる").Steps.Select(s => s.Line).Should().Equal(107, 109, 111);
    }

    [Test]
    public void Edits_are_read_in_both_spellings_of_the_text()
    {
        var text = Read("1.36");

        text.Section("スケールさせてみる").Steps.OfType<EditFileStep>().Single().Edits.Should().Equal(new LineEdit(108, 10, "replicas: 1", "2"));
        text.Section("Podの設定を変えてみる").Steps.OfType<EditFileStep>().Single().Edits.Should().Equal(new LineEdit(120, 23, "memory: 100Mi", "120Mi"));
    }

    [Test]
    public void Output_that_the_text_shows_is_no_command()
    {
        var step = (KubectlStep)Read("1.36").Section("Masterの動き").Steps[0];

        step.SampleOutput.Should().HaveCount(10).And.Contain(l => l.StartsWith("etcd-docker-desktop"));
    }

    [TestCase("1.21", "apiVersion: extensions/v1beta1", "serviceName: frontend")]
    [TestCase("1.22", "apiVersion: networking.k8s.io/v1", "pathType: Prefix")]
    [TestCase("1.37", "apiVersion: networking.k8s.io/v1", "ingressClassName: nginx")]
    public void The_Ingress_runs_as_written_up_to_1_21_and_amended_from_1_22_on(string minor, params string[] expected)
    {
        var file = Read(minor).Section("ingressの有効化").Steps.OfType<WriteFileStep>().Single();

        file.Path.Should().Be("./guestbook-ingress.yaml");
        file.Content.Should().ContainAll(expected);
        (file.Amendment is null).Should().Be(minor == "1.21");
    }

    [Test]
    public void Another_ingress_class_is_what_the_Ingress_names()
    {
        var text = HandsOnText.For(new ScenarioSettings { IngressClass = "traefik" }).Read(KubernetesMinor.Parse("1.36"));

        text.Section("ingressの有効化").Steps.OfType<WriteFileStep>().Single().Content.Should().Contain("ingressClassName: traefik\n").And.NotContain("nginx");
        text.Sections.SelectMany(s => s.Steps).First(s => s.Line == 61).Amendment!.Reason.Should().Contain("the class traefik serves");
    }

    [Test]
    public void The_here_document_of_1_21_is_the_text_as_it_stands()
    {
        var lines = File.ReadAllLines(Fixtures.Path("tutorial", "kubernetes-handson.md"));

        Read("1.21").Section("ingressの有効化").Steps.OfType<WriteFileStep>().Single().Content
            .Should().Be(string.Concat(lines[65..77].Select(l => l + "\n")));
    }

    [TestCase("1.20")]
    [TestCase("1.36")]
    public void The_address_of_ingress_nginx_becomes_the_local_manifest(string minor)
    {
        var step = Read(minor).Sections.SelectMany(s => s.Steps).OfType<KubectlStep>().First(s => s.Line == 61);

        step.Arguments.Should().Equal("apply", "-f", "ingress-nginx/deploy.yaml");
        step.Amendment!.Reason.Should().Contain("1.16 to 1.21");
    }

    [Test]
    public void What_a_section_builds_on_is_what_earlier_ones_changed()
    {
        var text = Read("1.36");

        text.StepsBefore(text.Section("意図的にPodを削除")).Select(s => s.Line).Should().Equal(53, 61, 63, 65, 80, 107, 109);
    }

    [Test]
    public void The_images_of_the_guestbook_are_looked_for_before_anything_is_deployed() => HandsOnText.For(new ScenarioSettings()).Images.Select(i => i.Name).Should().Contain("docker.io/redis:6.0.5");

    [Test]
    public void A_file_that_the_hands_on_edits_must_be_among_the_manifests()
    {
        using var folder = TestFolder.Create();
        folder.Write("m/frontend-service.yaml", "kind: Service\n");
        var demand = () => HandsOnText.For(new ScenarioSettings { Manifests = folder.PathOf("m") }).DemandFiles(new(36));

        demand.Should().Throw<ManifestException>()
            .WithMessage("*frontend-deployment.yaml: there is no such file, and the hands-on edits it (fixtures/tutorial/kubernetes-handson.md:107)");
    }

    private static TutorialText Read(string minor) => HandsOnText.For(new ScenarioSettings()).Read(KubernetesMinor.Parse(minor));
}
