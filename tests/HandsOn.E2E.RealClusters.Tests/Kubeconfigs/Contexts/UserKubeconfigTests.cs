using FluentAssertions;
using HandsOn.E2E.Clusters;
using HandsOn.E2E.Inputs;
using HandsOn.E2E.Kubectl;
using HandsOn.E2E.RealClusters.Kubeconfigs.Contexts;
using HandsOn.E2E.Tests.Support;
using HandsOn.Kubernetes.Json;
using NUnit.Framework;

namespace HandsOn.E2E.RealClusters.Tests.Kubeconfigs.Contexts;

public sealed class UserKubeconfigTests
{
    private const string One = """
        apiVersion: v1
        kind: Config
        current-context: first
        clusters: [{name: c, cluster: {server: "https://one.example.com:6443", certificate-authority: pki/ca.crt}}]
        users:
        - {name: u, user: {client-certificate: me.crt, client-key: /keys/me.key}}
        - {name: plugged, user: {exec: {apiVersion: client.authentication.k8s.io/v1, command: bin/issue, args: [a], env: [{name: MINE, value: "1"}]}}}
        contexts: [{name: first, context: {cluster: c, user: u}}, {name: plugged, context: {cluster: c, user: plugged, namespace: theirs}}]
        """;

    private const string Two = """
        clusters: [{name: c, cluster: {server: "https://never"}}, {name: d, cluster: {server: "https://two"}}]
        users: [{name: t, user: {token: abc}}]
        contexts: [{name: first, context: {cluster: d, user: t}}, {name: second, context: {cluster: d, user: t}}, {name: lost, context: {cluster: nowhere, user: t}}]
        """;

    private WorkFolder folder = null!;

    [SetUp]
    public void Write()
    {
        folder = TestFolder.Create();
        folder.Write("a/one", One);
        folder.Write("b/two", Two);
    }

    [TearDown]
    public void Remove() => folder.Dispose();

    private string Files => string.Join(Path.PathSeparator, folder.PathOf("a/one"), folder.PathOf("missing"), folder.PathOf("b/two"));

    [Test]
    public void Of_several_files_the_first_that_has_a_name_counts_and_one_that_is_missing_is_no_error()
    {
        var read = Read(("KUBECONFIG", Files));

        read.Contexts.Should().Equal("first", "plugged", "second", "lost");
        read.Context("first").Cluster.String("server").Should().Be("https://one.example.com:6443");
        read.Context("second").Cluster.String("server").Should().Be("https://two");
        read.Context("second").User.String("token").Should().Be("abc");
    }

    [Test]
    public void Files_are_looked_for_where_the_kubeconfig_stands_that_names_them()
    {
        var first = Read(("KUBECONFIG", Files)).Context("first");

        first.Cluster.String("certificate-authority").Should().Be(folder.PathOf("a/pki/ca.crt"));
        first.User.String("client-certificate").Should().Be(folder.PathOf("a/me.crt"));
        first.User.String("client-key").Should().Be("/keys/me.key");
    }

    [Test]
    public void Without_the_variable_it_is_the_one_in_the_users_home()
    {
        folder.Write("home/.kube/config", Two);

        Read(("HOME", folder.PathOf("home"))).Contexts.Should().Equal("first", "second", "lost");
    }

    [TestCase(null, "name the context to use (--context NAME): * has first, plugged, second, lost")]
    [TestCase("third", "there is no context third: * has first, plugged, second, lost")]
    [TestCase("lost", "context lost names cluster \"nowhere\", which * does not have")]
    public void A_context_that_cannot_be_used_is_said(string? name, string sentence) =>
        Read(("KUBECONFIG", Files)).Invoking(r => r.Context(name)).Should().Throw<ClusterException>().WithMessage(sentence);

    [Test]
    public void A_kubeconfig_that_cannot_be_read_is_said()
    {
        folder.Write("broken", "clusters: [");

        FluentActions.Invoking(() => Read(("KUBECONFIG", folder.PathOf("nothing")))).Should().Throw<ClusterException>().WithMessage("there is no kubeconfig: *nothing does not exist");
        FluentActions.Invoking(() => Read(("HOME", folder.PathOf("nobody")))).Should().Throw<ClusterException>().WithMessage("there is no kubeconfig: *config does not exist, and KUBECONFIG names no other");
        FluentActions.Invoking(() => Read(("KUBECONFIG", folder.PathOf("broken")))).Should().Throw<ClusterException>().WithMessage("the kubeconfig cannot be read: *broken:*");
    }

    [Test]
    public void Kubectl_gets_the_context_alone_under_the_texts_names_in_the_scenarios_namespace()
    {
        var text = Text("first", "handson-x-1");

        text.List("contexts").Maps().Select(c => $"{c.String("name")} {c.String("context", "namespace")}").Should().Equal("docker-desktop handson-x-1", "docker-for-desktop handson-x-1");
        text.String("current-context").Should().Be("docker-desktop");
        text.List("users").Maps().Single().String("user", "client-key").Should().Be("/keys/me.key");
    }

    [Test]
    public void A_plug_in_is_named_by_its_full_path_and_finds_the_users_home()
    {
        var exec = Text("plugged", "n", ("HOME", "/home/me")).List("users").Maps().Single().Map("user", "exec");

        exec.String("command").Should().Be(folder.PathOf("a/bin/issue"));
        exec.List("env").Maps().Select(e => $"{e.String("name")}={e.String("value")}").Should().Equal("MINE=1", "HOME=/home/me");
    }

    [TestCase("https://one.example.com:6443", "http://proxy:3128", "", "http://proxy:3128")]
    [TestCase("https://one.example.com:6443", "http://proxy:3128", "localhost,example.com", null)]
    [TestCase("https://one.example.com:6443", "http://proxy:3128", ".example.com", null)]
    [TestCase("https://one.example.com:6443", "http://proxy:3128", "*", null)]
    [TestCase("https://127.0.0.1:6443", "http://proxy:3128", "", null)]
    [TestCase("https://one.example.com:6443", null, "", null)]
    public void The_proxy_of_the_environment_is_written_down_where_it_counts(string server, string? proxy, string bypassed, string? expected)
    {
        folder.Write("c", Two.Replace("https://two", server));

        Text("second", "n", ("KUBECONFIG", folder.PathOf("c")), ("HTTPS_PROXY", proxy), ("NO_PROXY", bypassed)).List("clusters").Maps().Single().String("cluster", "proxy-url").Should().Be(expected);
    }

    private JsonMap Text(string context, string @namespace, params (string Name, string? Value)[] variables)
    {
        var environment = Environment([("KUBECONFIG", Files), .. variables]);
        return YamlFile.Parse(UserKubeconfig.Read(environment).Context(context).ToText(@namespace, environment), "text").Single().Root;
    }

    private static UserKubeconfig Read(params (string Name, string? Value)[] variables) => UserKubeconfig.Read(Environment(variables));

    private static Func<string, string?> Environment((string Name, string? Value)[] variables) => name => variables.LastOrDefault(v => v.Name == name).Value;
}
