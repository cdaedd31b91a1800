using FluentAssertions;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Controllers;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Schemas;
using HandsOn.Testing;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Resources;

/// <summary>Every declared kind has all that docs/adding-a-kind.md asks for.</summary>
public sealed class KindCompletenessTests
{
    private static readonly string Deviations = File.ReadAllText(Path.Combine(Repository.Root, "docs", "deviations.md"));

    private static IEnumerable<string> Kinds => DeclaredKinds.Create().Select(definition => definition.Names.Kind);

    private static IEnumerable<string> StoredKinds => DeclaredKinds.Create().Where(d => d.Verbs.Contains("list")).Select(d => d.Names.Kind);

    [TestCaseSource(nameof(Kinds))]
    public void A_kind_is_described_and_has_a_type_in_each_version_in_which_it_is_served(string kind)
    {
        var definition = Declared(kind);

        definition.Description.Should().Contain(kind).And.EndWith(".");
        definition.Versions.Where(v => SchemaCatalog.Default.ForKind(new(v.GroupVersion.Group, v.GroupVersion.Version, kind)) is null)
            .Should().BeEmpty("Schemas/Tables has the type of each version");
        definition.Versions.Select(v => v.GroupVersion).Should().Contain(definition.Names.GroupVersion).And.OnlyHaveUniqueItems();
    }

    [TestCaseSource(nameof(Kinds))]
    public void A_kind_gives_by_default_only_access_to_what_it_has(string kind)
    {
        var definition = Declared(kind);

        definition.DefaultAccess.SelectMany(access => access.Subresources).Where(name => name.Length > 0 && !definition.HasSubresource(name))
            .Should().BeEmpty();
    }

    [TestCaseSource(nameof(StoredKinds))]
    public void A_kind_has_recordings_of_its_defaults_refusals_and_table(string kind)
    {
        GoldenFiles.Names("Defaulting").Should().Contain(name => name.StartsWith(kind + "-", StringComparison.Ordinal));
        if (!IsNotRecorded("refusals of", kind)) GoldenFiles.Names("Refusals").Should().Contain(kind);
        if (!IsNotRecorded("tables of", kind)) GoldenFiles.In("Tables").Select(file => ((JsonMap)file.Arguments[0]!).String("kind")).Should().Contain(kind);
    }

    [TestCaseSource(nameof(StoredKinds))]
    public void A_kind_has_a_controller_or_the_deviations_say_who_acts_on_it(string kind)
    {
        var isControlled = ControllerRegistry.All.Any(registration => registration.Needs.FirstOrDefault() == Declared(kind).Names.Resource);

        (isControlled || KindsWithoutController().Contains(kind)).Should().BeTrue("of {0} neither is so", kind);
    }

    [Test]
    public void The_deviations_name_only_kinds_that_there_are() => KindsWithoutController().Except(Kinds).Should().BeEmpty();

    [Test]
    public void The_resource_that_others_ask_for_is_the_one_that_is_declared()
    {
        foreach (var definition in DeclaredKinds.Create())
            definition.GetType().GetField("Resource")!.GetValue(null).Should().Be(definition.Names.Resource);
    }

    private static ResourceDefinition Declared(string kind) => DeclaredKinds.Create().Single(definition => definition.Names.Kind == kind);

    private static bool IsNotRecorded(string what, string kind)
    {
        var line = Deviations.Split('\n').Single(l => l.StartsWith("Not recorded from a real server yet:", StringComparison.Ordinal));
        return line.Split(';').Single(part => part.Contains(what, StringComparison.Ordinal)).Split(what)[1].Split([',', '.', ' ']).Contains(kind);
    }

    private static IReadOnlyList<string> KindsWithoutController() =>
    [
        .. Deviations.Split("## Kinds without a controller")[1].Split("\n## ")[0].Split('\n')
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1)
            .SelectMany(line => line.Split('|')[1].Split(',', StringSplitOptions.TrimEntries)),
    ];
}
