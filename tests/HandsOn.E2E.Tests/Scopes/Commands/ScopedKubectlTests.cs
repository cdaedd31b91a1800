using FluentAssertions;
using HandsOn.E2E.Inputs;
using HandsOn.E2E.Kubectl;
using HandsOn.E2E.Scopes;
using HandsOn.E2E.Scopes.Commands;
using HandsOn.E2E.Tests.Support;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Scopes.Commands;

public sealed class ScopedKubectlTests
{
    private readonly RecordingKubectl inner = new();
    private readonly SharedScope scope = new("x", 1, Catalogs.Small);
    private WorkFolder folder = null!;
    private ScopedKubectl kubectl = null!;

    [SetUp]
    public void Begin()
    {
        folder = TestFolder.Create();
        kubectl = new(inner, folder, scope);
        scope.Learn(YamlFile.Parse("{apiVersion: networking.k8s.io/v1, kind: IngressClass, metadata: {name: nginx}}", "m").Single().Root);
    }

    [TearDown]
    public void End() => folder.Dispose();

    [TestCase("get pod", "get pod")]
    [TestCase("get pods --namespace=kube-system -o wide", "get pods --namespace=kube-system -o wide")]
    [TestCase("get pods -n default", "get pods -n handson-x-1")]
    [TestCase("get pods -ningress-nginx", "get pods -nhandson-x-1-ingress-nginx")]
    [TestCase("get pods --namespace elsewhere", "get pods --namespace handson-x-1-elsewhere")]
    [TestCase("get ns default elsewhere kube-system", "get ns handson-x-1 handson-x-1-elsewhere kube-system")]
    [TestCase("describe namespace/elsewhere", "describe namespace/handson-x-1-elsewhere")]
    [TestCase("get ingressclass nginx", "get ingressclass nginx-handson-x-1")]
    [TestCase("get ingressclass traefik", "get ingressclass traefik")]
    [TestCase("delete ingressclasses.networking.k8s.io nginx", "delete ingressclasses.networking.k8s.io nginx-handson-x-1")]
    [TestCase("delete ns elsewhere", "delete ns handson-x-1-elsewhere")]
    [TestCase("label ingressclass nginx a=b c-", "label ingressclass nginx-handson-x-1 a=b c-")]
    [TestCase("delete pod nginx", "delete pod nginx")]
    [TestCase("set image deployment/web web=docker.io/nginx", "set image deployment/web web=docker.io/nginx")]
    [TestCase("rollout undo deployments frontend --to-revision=1", "rollout undo deployments frontend --to-revision=1")]
    [TestCase("exec client -n elsewhere -- kubectl get pods -n default", "exec client -n handson-x-1-elsewhere -- kubectl get pods -n default")]
    [TestCase("logs -f web", "logs -f web")]
    [TestCase("config set-context --current --namespace=elsewhere", "config set-context --current --namespace=handson-x-1-elsewhere")]
    [TestCase("get pods -A", "get pods -A --field-selector=metadata.namespace=handson-x-1")]
    [TestCase("get pods,svc --all-namespaces --field-selector=a=b", "get pods,svc --all-namespaces --field-selector=a=b,metadata.namespace=handson-x-1")]
    [TestCase("describe pods -A", "describe pods --namespace=handson-x-1")]
    [TestCase("get nodes,pods -A -o wide", "get nodes,pods --namespace=handson-x-1 -o wide")]
    public async Task A_command_gets_the_names_of_the_scope(string typed, string called)
    {
        var result = await kubectl.RunAsync(ShellWords.Split(typed));

        inner.Calls.Should().Equal(called);
        result.Command.Should().Be("kubectl " + typed, "the report shows what is typed");
    }

    [TestCase("delete pod coredns -n kube-system", "kube-system belongs to everybody who uses this cluster")]
    [TestCase("delete ns kube-public", "namespace kube-public belongs to everybody who uses this cluster")]
    [TestCase("delete clusterrole view", "ClusterRole view is not the scenario's own")]
    [TestCase("delete clusterrole/view", "ClusterRole view is not the scenario's own")]
    [TestCase("label node worker a=b", "Node worker is not the scenario's own")]
    [TestCase("delete clusterroles --all", "clusterroles belong to everybody who uses this cluster")]
    [TestCase("delete crd -l app=x", "crd belong to everybody who uses this cluster")]
    [TestCase("create namespace elsewhere", "what stands in no namespace is made here by a manifest (kubectl apply -f)")]
    [TestCase("cordon worker", "it concerns everybody who uses this cluster")]
    [TestCase("apply --prune --all -f x.yaml", "what it would remove may be somebody else's")]
    public async Task What_is_not_the_scenarios_is_not_changed(string typed, string why)
    {
        await kubectl.Invoking(k => k.RunAsync(ShellWords.Split(typed))).Should().ThrowAsync<KubectlException>().WithMessage($"\"kubectl {typed}\" is refused: {why}");

        inner.Calls.Should().BeEmpty();
    }

    [Test]
    public async Task All_namespaces_are_those_of_the_scenario_one_after_the_other_under_one_heading()
    {
        scope.Adapt(YamlFile.Parse("{apiVersion: v1, kind: Namespace, metadata: {name: elsewhere}}", "m").Single().Root);
        inner.Answer = command => (0, command.Contains("--no-headers") ? "second\n" : "NAMESPACE NAME\nfirst\n", "");

        var result = await kubectl.RunAsync(["get", "pods", "-A"]);

        inner.Calls.Should().Equal("get pods -A --field-selector=metadata.namespace=handson-x-1", "get pods -A --field-selector=metadata.namespace=handson-x-1-elsewhere --no-headers");
        result.Output.Should().Be("NAMESPACE NAME\nfirst\nsecond\n");
        await kubectl.Invoking(k => k.RunAsync(["get", "pods", "-A", "-o", "json"])).Should().ThrowAsync<KubectlException>().WithMessage("*make no single json; name one (-n)");
    }

    [TestCase("apply -f examples/guestbook/", "apply -f .scoped/examples/guestbook/")]
    [TestCase("apply -f examples/guestbook/b.yaml", "apply -f .scoped/examples/guestbook/b.yaml")]
    [TestCase("delete --filename=examples/guestbook/b.yaml,examples/guestbook/a.yml", "delete --filename=.scoped/examples/guestbook/b.yaml,.scoped/examples/guestbook/a.yml")]
    [TestCase("apply -f nothing.yaml", "apply -f nothing.yaml")]
    public async Task Manifests_are_copied_with_the_names_of_the_scope(string typed, string called)
    {
        const string Binding = "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: {name: own}\nroleRef: {kind: ClusterRole, name: own}\n";
        const string Role = "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: own}\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: c, namespace: default}\n";
        folder.Write("examples/guestbook/a.yml", Binding);
        folder.Write("examples/guestbook/b.yaml", Role);
        folder.Write("examples/guestbook/c.txt", "not a manifest");

        await kubectl.RunAsync(ShellWords.Split(typed));

        inner.Calls.Should().Equal(called);
        File.ReadAllText(folder.PathOf("examples/guestbook/b.yaml")).Should().Be(Role, "the reader edits it by line");
        if (!called.Contains(".scoped")) return;
        YamlFile.Read(folder.PathOf(".scoped/examples/guestbook/b.yaml")).Select(d => d.Root.String("metadata", "name")).Should().Equal("own-handson-x-1", "c");
        if (!File.Exists(folder.PathOf(".scoped/examples/guestbook/a.yml"))) return;
        YamlFile.Read(folder.PathOf(".scoped/examples/guestbook/a.yml")).Single().Root.String("roleRef", "name").Should().Be("own-handson-x-1", "the role is in another file");
        File.Exists(folder.PathOf(".scoped/examples/guestbook/c.txt")).Should().BeFalse();
    }

    [TestCase("apply -f broken.yaml", "broken.yaml:2: *")]
    [TestCase("apply -f crd.yaml", "CustomResourceDefinition a.b would concern everybody who uses this cluster; it needs a cluster of its own")]
    [TestCase("apply -f https://example.com/x.yaml", "-f https://example.com/x.yaml is refused: *")]
    [TestCase("apply -f ../x.yaml", "-f ../x.yaml is refused: it leads out of the work folder")]
    [TestCase("apply -k .", "-k is refused: *")]
    public async Task A_manifest_that_cannot_be_confined_does_not_reach_the_cluster(string typed, string sentence)
    {
        folder.Write("broken.yaml", "{apiVersion: v1, kind: Namespace, metadata: {name: a}}\n--- ]\n");
        folder.Write("crd.yaml", "{apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, metadata: {name: a.b}}");

        await kubectl.Invoking(k => k.RunAsync(ShellWords.Split(typed))).Should().ThrowAsync<KubectlException>().WithMessage(sentence);
        inner.Calls.Should().BeEmpty();
    }

    [Test]
    public async Task A_file_that_is_gone_from_a_folder_is_gone_from_its_copy()
    {
        folder.Write("m/a.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}");
        folder.Write("m/b.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: b}}");
        await kubectl.RunAsync(["apply", "-f", "m"]);
        File.Delete(folder.PathOf("m/b.yaml"));

        await kubectl.RunAsync(["apply", "-f", "m"]);

        Directory.GetFiles(folder.PathOf(".scoped/m")).Select(Path.GetFileName).Should().Equal("a.yaml");
    }
}
