using FluentAssertions;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Tests.Server.Authorization;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Controllers;

public class ClusterRoleAggregationTests : ControllerTest
{
    private const string Selectors = """{"matchLabels":{"to":"all"}},{"matchExpressions":[{"key":"extra","operator":"Exists"}]}""";

    [Test]
    public async Task A_role_gathers_the_rules_of_those_that_it_selects_by_selector_and_name_and_each_once()
    {
        await CreateAsync("z", "\"to\":\"all\"", "core pods get", "core pods list");
        await CreateAsync("b", "\"to\":\"all\",\"extra\":\"yes\"", "core nodes get", "core pods get");
        await CreateAsync("a", "\"extra\":\"yes\"", "url /metrics get");
        await CreateAsync("other", "\"to\":\"none\"", "* * *");

        await CreateAggregateAsync("sum", Selectors);

        RulesOf("sum").Should().Equal(Rules("core nodes get", "core pods get", "core pods list", "url /metrics get"));
    }

    [Test]
    public async Task It_follows_its_sources_as_they_come_change_and_go()
    {
        await CreateAggregateAsync("sum", Selectors);
        RulesOf("sum").Should().BeEmpty();

        await CreateAsync("a", "\"to\":\"all\"", "core pods get");
        RulesOf("sum").Should().Equal(Rules("core pods get"));

        await ChangeAsync("a", "rules", JsonList.From(Rules("core pods list")));
        RulesOf("sum").Should().Equal(Rules("core pods list"));

        await Cluster.Client.DeleteAsync(ClusterRoleKind.Resource, "", "a");
        await Cluster.SettledAsync();
        RulesOf("sum").Should().BeEmpty();
    }

    [Test]
    public async Task It_follows_its_own_selectors()
    {
        await CreateAsync("a", "\"to\":\"all\"", "core pods get");
        await CreateAsync("b", "\"to\":\"b\"", "core pods list");
        await CreateAggregateAsync("sum", Selectors);

        var other = JsonMap.Of(("clusterRoleSelectors", JsonList.Of(JsonMap.Of(("matchLabels", JsonMap.Of(("to", "b")))))));
        await ChangeAsync("sum", "aggregationRule", other);

        RulesOf("sum").Should().Equal(Rules("core pods list"));
    }

    [Test]
    public async Task A_role_that_gathers_may_be_gathered_and_is_no_source_of_itself()
    {
        await CreateAggregateAsync("all", """{}""");
        await CreateAggregateAsync("sum", Selectors);
        await CreateAsync("a", "\"to\":\"all\"", "core pods get");

        RulesOf("sum").Should().Equal(Rules("core pods get"));
        RulesOf("all").Should().Equal(Rules("core pods get"));
    }

    [Test]
    public async Task Rules_written_into_it_by_hand_do_not_stay()
    {
        await CreateAsync("a", "\"to\":\"all\"", "core pods get");
        await CreateAggregateAsync("sum", Selectors);

        await ChangeAsync("sum", "rules", JsonList.From(Rules("* * *")));

        RulesOf("sum").Should().Equal(Rules("core pods get"));
        var owner = Cluster.Get(ClusterRoleKind.Resource, "sum", "").Metadata.List("managedFields").Find("operation", "Apply")!;
        owner.String("manager").Should().Be("clusterrole-aggregation-controller");
        JsonText.ToString(owner["fieldsV1"]).Should().Be("""{"f:rules":{}}""");
    }

    private async Task CreateAsync(string name, string labels, params string[] rules)
    {
        var json = JsonText.ToString(JsonList.From(Rules(rules)));
        await Cluster.CreateAsync(
            ClusterRoleKind.Resource, $$$"""{"metadata":{"name":"{{{name}}}","labels":{{{{labels}}}} },"rules":{{{json}}} }""");
        await Cluster.SettledAsync();
    }

    private Task ChangeAsync(string name, string member, object value) =>
        Cluster.ChangeAsync(ClusterRoleKind.Resource, name, role => new KubeObject(role.Root.With(member, value)), @namespace: "");

    private async Task CreateAggregateAsync(string name, string selectors)
    {
        await Cluster.CreateAsync(ClusterRoleKind.Resource,
            $$$"""{"metadata":{"name":"{{{name}}}"},"aggregationRule":{"clusterRoleSelectors":[{{{selectors}}}]},"rules":null}""");
        await Cluster.SettledAsync();
    }

    private IEnumerable<JsonMap> RulesOf(string name) => Cluster.Get(ClusterRoleKind.Resource, name, "").Root.List("rules").Maps();

    private static JsonMap[] Rules(params string[] texts) => [.. texts.Select(RbacWorld.Rule)];
}
