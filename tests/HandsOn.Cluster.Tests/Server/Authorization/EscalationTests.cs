using FluentAssertions;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Server.Authorization;

/// <summary>Nobody grants more than he holds, by whichever verb; the texts are those of the real server (pkg/registry/rbac).</summary>
[TestFixture]
public sealed class EscalationTests
{
    private const string Group = "rbac.authorization.k8s.io";
    private const string Merge = "application/merge-patch+json";
    private const string Apply = "application/apply-patch+yaml";
    private const string Pods = "core pods get,list";
    private const string Secrets = "core secrets get,list";
    private const string SecretsMissing = """{APIGroups:[""], Resources:["secrets"], Verbs:["get" "list"]}""";
    private const string RitaAttempts =
        "user \"rita\" (groups=[\"system:authenticated\"]) is attempting to grant RBAC permissions not currently held:\n";

    private static readonly string SecretsRule = JsonText.ToString(RbacWorld.Rule(Secrets));

    private TestApiServer server = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => server = await RbacWorld.ServeAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [SetUp]
    public void Given_the_policy() => server.Server.Store.FillWithPolicy();

    [TearDown]
    public void Forget_it() => server.Server.Store.ClearPolicy();

    [TestCase(Pods)]
    [TestCase("core secrets get names=mine")]
    [TestCase("apps,batch deployments/scale,*/scale update")]
    [TestCase("url /logs/*,/logs/kubelet/today,/healthz get")]
    public async Task What_one_holds_one_may_grant(string rule) =>
        (await PostAsync("rita", "clusterroles", ClusterRole("r", rule))).Code.Should().Be(201);

    [TestCase(Secrets, SecretsMissing)]
    [TestCase("core pods get,delete,list,patch", """{APIGroups:[""], Resources:["pods"], Verbs:["delete" "patch"]}""")]
    [TestCase("core,apps pods get", """{APIGroups:["apps"], Resources:["pods"], Verbs:["get"]}""")]
    [TestCase("core secrets get,list names=mine,other",
        """{APIGroups:[""], Resources:["secrets"], ResourceNames:["mine"], Verbs:["list"]}""",
        """{APIGroups:[""], Resources:["secrets"], ResourceNames:["other"], Verbs:["get" "list"]}""")]
    [TestCase("* * *", """{APIGroups:["*"], Resources:["*"], Verbs:["*"]}""")]
    [TestCase("core pods/log,pods get", """{APIGroups:[""], Resources:["pods/log"], Verbs:["get"]}""")]
    [TestCase("apps deployments/scale update,get", """{APIGroups:["apps"], Resources:["deployments/scale"], Verbs:["get"]}""")]
    [TestCase("url /metrics,/logs/a get,post",
        """{NonResourceURLs:["/logs/a"], Verbs:["post"]}""",
        """{NonResourceURLs:["/metrics"], Verbs:["get"]}""",
        """{NonResourceURLs:["/metrics"], Verbs:["post"]}""")]
    public async Task What_is_missing_is_named(string rule, params string[] missing)
    {
        var (code, answer) = await PostAsync("rita", "clusterroles", ClusterRole("r", rule));

        code.Should().Be(403);
        answer.String("message").Should().Be(
            $"clusterroles.{Group} \"r\" is forbidden: {RitaAttempts}{string.Join('\n', missing)}");
        answer.String("reason").Should().Be("Forbidden");
        JsonText.ToString(answer["details"]).Should().Be($$"""{"name":"r","group":"{{Group}}","kind":"clusterroles"}""");
        server.Server.Store.Find(ClusterRoleKind.Resource, new ObjectKey("", "r")).Should().BeNull();
    }

    [Test]
    public async Task What_is_missing_on_several_resources_comes_sorted_and_each_with_all_its_verbs()
    {
        var (_, answer) = await PostAsync("rita", "namespaces/shop/roles", Role("r", Secrets, "apps,core secrets,nodes delete"));

        answer.String("message").Should().Be($"roles.{Group} \"r\" is forbidden: " + RitaAttempts + """
            {APIGroups:[""], Resources:["nodes"], Verbs:["delete"]}
            {APIGroups:[""], Resources:["secrets"], Verbs:["get" "list" "delete"]}
            {APIGroups:["apps"], Resources:["nodes"], Verbs:["delete"]}
            {APIGroups:["apps"], Resources:["secrets"], Verbs:["delete"]}
            """);
    }

    [Test]
    public async Task A_role_whose_name_is_generated_has_none_in_the_refusal()
    {
        var (_, answer) = await PostAsync("rita", "clusterroles", ClusterRole("r", Secrets).Replace("\"name\"", "\"generateName\""));

        answer.String("message").Should().StartWith($"clusterroles.{Group} is forbidden: user \"rita\"");
    }

    [Test]
    public async Task Bindings_to_roles_that_are_gone_are_told_as_well()
    {
        var (_, inNamespace) = await PostAsync("finn", "namespaces/shop/roles", Role("r", Secrets));
        var (_, everywhere) = await PostAsync("finn", "clusterroles", ClusterRole("r", Secrets));

        inNamespace.String("message").Should().EndWith(
            $"; resolution errors: [[clusterroles.{Group} \"gone\" not found, clusterroles.{Group} \"lost\" not found]]");
        everywhere.String("message").Should().EndWith($"; resolution errors: [clusterroles.{Group} \"gone\" not found]");
    }

    [TestCase("adam", "namespaces/shop/roles", Pods, 201)]
    [TestCase("adam", "namespaces/shop/roles", "core nodes get", 403)]
    [TestCase("carl", "namespaces/bank/roles", "* * *", 201)]
    [TestCase("eva", "namespaces/bank/roles", Secrets, 201)]
    public async Task A_role_takes_what_its_writer_holds_there_or_the_verb_escalate(string who, string path, string rule, int code) =>
        (await PostAsync(who, path, Role("r", rule))).Code.Should().Be(code);

    [Test]
    public async Task Who_may_escalate_by_name_may_change_and_apply_but_not_post()
    {
        var posted = await PostAsync("eva", "clusterroles", ClusterRole("tame", Secrets));
        var applied = await SendAsync("eva", HttpMethod.Patch, "clusterroles/tame?fieldManager=eva", ClusterRole("tame", Secrets), Apply);
        var other = await SendAsync("eva", HttpMethod.Patch, "clusterroles/wild?fieldManager=eva", ClusterRole("wild", Secrets), Apply);

        (posted.Code, applied.Code, other.Code).Should().Be((403, 201, 403));
    }

    [TestCase("put", "r")]
    [TestCase("merge", "r")]
    [TestCase("json", "r")]
    [TestCase("apply", "r")]
    [TestCase("dry run", "r")]
    [TestCase("put", "new")]
    [TestCase("apply", "new")]
    public async Task No_verb_is_a_way_around(string verb, string name)
    {
        await PostAsync("rita", "clusterroles", ClusterRole("r", Pods));
        var path = $"clusterroles/{name}";

        var (code, answer) = verb switch
        {
            "put" => await SendAsync("rita", HttpMethod.Put, path, ClusterRole(name, Secrets)),
            "merge" => await MergeAsync("rita", path, $$"""{"rules":[{{SecretsRule}}]}"""),
            "dry run" => await MergeAsync("rita", path + "?dryRun=All", $$"""{"rules":[{{SecretsRule}}]}"""),
            "json" => await SendAsync("rita", HttpMethod.Patch, path,
                $$"""[{"op":"add","path":"/rules/-","value":{{SecretsRule}}}]""", "application/json-patch+json"),
            _ => await SendAsync("rita", HttpMethod.Patch, path + "?fieldManager=rita&force=true", ClusterRole(name, Secrets), Apply),
        };

        code.Should().Be(403);
        answer.String("message").Should().Be($"clusterroles.{Group} \"{name}\" is forbidden: {RitaAttempts}{SecretsMissing}");
    }

    [Test]
    public async Task An_update_for_the_garbage_collector_is_free_one_of_other_metadata_is_not()
    {
        const string Owner = """{"apiVersion":"v1","kind":"Node","name":"n","uid":"u"}""";
        await PostAsync("carl", "clusterroles", ClusterRole("strong", Secrets));

        var finalizers = await MergeAsync("rita", "clusterroles/strong", """{"metadata":{"finalizers":["example.com/x"]}}""");
        var owners = await MergeAsync("rita", "clusterroles/strong", $$$"""{"metadata":{"ownerReferences":[{{{Owner}}}]}}""");
        var label = await MergeAsync("rita", "clusterroles/strong", """{"metadata":{"labels":{"a":"b"}}}""");

        (finalizers.Code, owners.Code, label.Code).Should().Be((200, 200, 403));
    }

    [Test]
    public async Task An_unchanged_role_is_free_only_with_its_UID()
    {
        var (_, stored) = await PostAsync("carl", "clusterroles", ClusterRole("strong", Secrets));

        var same = await SendAsync("rita", HttpMethod.Put, "clusterroles/strong", JsonText.ToString(stored));
        var again = await SendAsync("rita", HttpMethod.Put, "clusterroles/strong", ClusterRole("strong", Secrets));

        (same.Code, again.Code).Should().Be((200, 403));
    }

    [Test]
    public async Task An_aggregation_rule_takes_a_cluster_admin()
    {
        const string Aggregation = """{"clusterRoleSelectors":[{"matchLabels":{"a":"b"}}]}""";
        var body = ClusterRole("r", Pods).Replace("\"rules\"", $"\"aggregationRule\":{Aggregation},\"rules\"");

        var refused = await PostAsync("rita", "clusterroles", body);
        var allowed = await PostAsync("carl", "clusterroles", body);
        var removed = await MergeAsync("rita", "clusterroles/r", """{"aggregationRule":null}""");

        allowed.Code.Should().Be(201);
        foreach (var answer in new[] { refused.Answer, removed.Answer })
            answer.String("message").Should().Be(
                $"clusterroles.{Group} \"r\" is forbidden: must have cluster-admin privileges to use the aggregationRule");
    }

    [TestCase("rita", "clusterrolebindings", "role-writer", 201)]
    [TestCase("rita", "clusterrolebindings", "view", 403)]
    [TestCase("rita", "namespaces/shop/rolebindings", "view", 403)]
    [TestCase("rita", "clusterrolebindings", "nowhere", 404)]
    [TestCase("ben", "clusterrolebindings", "view", 201)]
    [TestCase("ben", "namespaces/shop/rolebindings", "view", 201)]
    [TestCase("ben", "namespaces/shop/rolebindings", "edit", 403)]
    [TestCase("adam", "namespaces/shop/rolebindings", "admin", 201)]
    [TestCase("adam", "namespaces/shop/rolebindings", "edit", 201)]
    [TestCase("adam", "namespaces/shop/rolebindings", "cluster-admin", 403)]
    [TestCase("adam", "namespaces/bank/rolebindings", "view", 403)]
    [TestCase("ed", "namespaces/shop/rolebindings", "view", 403)]
    [TestCase("carl", "clusterrolebindings", "nowhere", 201)]
    public async Task A_binding_takes_all_of_the_role_or_the_verb_bind(string who, string path, string role, int code) =>
        (await PostAsync(who, path, Binding("ClusterRole", role))).Code.Should().Be(code);

    [Test]
    public async Task A_refused_binding_says_what_its_role_has_more()
    {
        var (_, answer) = await PostAsync("rita", "clusterrolebindings", Binding("ClusterRole", "system:kube-dns"));

        answer.String("message").Should().Be($"clusterrolebindings.{Group} \"b\" is forbidden: " + RitaAttempts + """
            {APIGroups:[""], Resources:["endpoints"], Verbs:["list" "watch"]}
            {APIGroups:[""], Resources:["services"], Verbs:["list" "watch"]}
            """);
    }

    [TestCase("namespaces/shop/rolebindings", "Role", "nowhere", 404, $"roles.{Group} \"nowhere\" not found")]
    [TestCase("namespaces/shop/rolebindings", "ClusterRole", "nowhere", 404, $"clusterroles.{Group} \"nowhere\" not found")]
    [TestCase("namespaces/shop/rolebindings", "User", "x", 500, "unsupported role reference kind: \"User\"")]
    [TestCase("namespaces/shop/rolebindings", "Role", "", 400, "Name parameter required.")]
    [TestCase("clusterrolebindings", "Role", "r", 400, "Namespace parameter required.")]
    [TestCase("clusterrolebindings", "ClusterRole", "a/b", 400, "Name parameter invalid: \"a/b\": may not contain '/'")]
    public async Task A_role_that_cannot_be_looked_up_is_told_before_validation(
        string path, string kind, string role, int code, string message)
    {
        var answer = await PostAsync("rita", path, Binding(kind, role));

        (answer.Code, answer.Answer.String("message")).Should().Be((code, message));
    }

    [Test]
    public async Task A_binding_that_is_there_gets_no_more_subjects_from_whoever_does_not_hold_its_role()
    {
        const string Path = "clusterrolebindings/view-for-ops";

        var refused = await MergeAsync("rita", Path, """{"subjects":[{"kind":"User","name":"rita"}]}""");
        var bound = await MergeAsync("ben", Path, """{"subjects":[{"kind":"User","name":"rita"}]}""");
        var collected = await MergeAsync("rita", Path, """{"metadata":{"finalizers":["example.com/x"]}}""");

        (refused.Code, bound.Code, collected.Code).Should().Be((403, 200, 200));
    }

    [Test]
    public async Task More_permissions_than_can_be_compared_are_refused()
    {
        var many = string.Join(',', Enumerable.Range(0, 400).Select(i => $"x{i}"));

        (await PostAsync("rita", "clusterroles", ClusterRole("r", $"{many} {many} get"))).Code.Should().Be(413);
    }

    private Task<(int Code, JsonMap Answer)> PostAsync(string who, string path, string body) => SendAsync(who, HttpMethod.Post, path, body);

    private Task<(int Code, JsonMap Answer)> MergeAsync(string who, string path, string body) =>
        SendAsync(who, HttpMethod.Patch, path, body, Merge);

    private async Task<(int Code, JsonMap Answer)> SendAsync(
        string who, HttpMethod method, string path, string body, string type = "application/json")
    {
        using var request = TestApiServer.Request(method, $"/apis/{Group}/v1/{path}", body, type);
        request.Headers.Add("Impersonate-User", who);
        var response = await server.Admin.SendAsync(request);
        return ((int)response.StatusCode, JsonText.ParseMap(await response.Content.ReadAsStringAsync()));
    }

    private static string ClusterRole(string name, params string[] rules) => OfKind("ClusterRole", name, rules);

    private static string Role(string name, params string[] rules) => OfKind("Role", name, rules);

    private static string OfKind(string kind, string name, string[] rules) => JsonText.ToString(JsonMap.Of(
        ("apiVersion", $"{Group}/v1"), ("kind", kind), ("metadata", JsonMap.Of(("name", name))),
        ("rules", JsonList.From(rules.Select(RbacWorld.Rule)))));

    private static string Binding(string kind, string role) => JsonText.ToString(JsonMap.Of(
        ("metadata", JsonMap.Of(("name", "b"))),
        ("roleRef", JsonMap.Of(("apiGroup", Group), ("kind", kind), ("name", role))),
        ("subjects", JsonList.Of(JsonMap.Of(("kind", "User"), ("name", "x"))))));
}
