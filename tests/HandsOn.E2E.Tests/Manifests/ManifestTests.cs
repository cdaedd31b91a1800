using FluentAssertions;
using HandsOn.E2E.Api;
using HandsOn.E2E.Inputs;
using HandsOn.E2E.Kubectl;
using HandsOn.E2E.Manifests;
using HandsOn.E2E.Tests.Support;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Manifests;

public sealed class ManifestTests
{
    private WorkFolder folder = null!;

    [SetUp]
    public void MakeFolder() => folder = TestFolder.Create();

    [TearDown]
    public void DeleteFolder() => folder.Dispose();

    [Test]
    public void An_object_is_found_at_the_line_where_its_document_begins()
    {
        folder.Write("m/two.yaml", "# first\nkind: Service\nmetadata: {name: a}\n---\nkind: Deployment\nmetadata: {name: b, namespace: x}\n");

        var index = ManifestIndex.Read(folder.PathOf("m"), "shown");

        index.Find(new Subject("Service", "default", "a")).Should().Be(new SourceLine("shown/two.yaml", 2));
        index.Find(new Subject("Deployment", "x", "b")).Should().Be(new SourceLine("shown/two.yaml", 5));
        index.Find(new Subject("Deployment", "default", "b")).Should().BeNull();
    }

    [Test]
    public void What_is_no_YAML_is_said_with_file_and_line()
    {
        var parse = () => YamlFile.Parse("kind: Pod\n  bad: [1\n", "x.yaml");

        parse.Should().Throw<ManifestException>().Which.Should().Match<ManifestException>(e => e.File == "x.yaml" && e.Line > 0 && e.Message.StartsWith("x.yaml:"));
    }

    [Test]
    public void A_missing_file_is_said_so()
    {
        var read = () => YamlFile.Read("/no/such.yaml");

        read.Should().Throw<ManifestException>().WithMessage("/no/such.yaml: there is no such file");
    }
}
