using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using FluentAssertions;
using HandsOn.E2E.Api;
using HandsOn.E2E.Clusters;
using HandsOn.E2E.Kubectl;
using HandsOn.E2E.RealClusters.Kubeconfigs;
using HandsOn.E2E.Reporting;
using HandsOn.E2E.Tests.Support;
using HandsOn.E2E.Waiting;
using HandsOn.Kubernetes.Json;
using NUnit.Framework;

namespace HandsOn.E2E.RealClusters.Tests.Kubeconfigs.Contexts;

/// <summary>The ways in which a kubeconfig says where a cluster is and who asks, each against a cluster that exists (an embedded one).</summary>
[CancelAfter(60_000)]
public sealed class ClientConnectorTests
{
    private WorkFolder folder = null!;
    private UsedCluster used = null!;
    private KubeconfigClusterProvider provider = null!;

    [SetUp]
    public async Task BeginAsync()
    {
        folder = TestFolder.Create();
        used = await UsedCluster.StartAsync(folder);
        provider = used.Provider();
    }

    [TearDown]
    public async Task EndAsync()
    {
        await used.DisposeAsync();
        folder.Dispose();
    }

    [Test]
    public async Task A_certificate_in_the_kubeconfig_itself() => await AssertAdministratorAsync("admin");

    [Test]
    public async Task Certificates_in_files_beside_the_kubeconfig()
    {
        foreach (var (file, entry, key) in new[] { ("ca.crt", used.Server, "certificate-authority-data"), ("me.crt", used.Administrator, "client-certificate-data"), ("me.key", used.Administrator, "client-key-data") })
            File.WriteAllBytes(folder.PathOf(file), Convert.FromBase64String(entry.String(key)!));
        used.AddContext("files", JsonMap.Of(("server", used.Server.String("server")), ("certificate-authority", "ca.crt")), JsonMap.Of(("client-certificate", "me.crt"), ("client-key", "me.key")));

        await AssertAdministratorAsync("files");
    }

    [Test]
    public async Task A_token_and_a_token_in_a_file_that_somebody_renews()
    {
        await GiveEverythingToAsync("robot");
        File.WriteAllText(folder.PathOf("token"), "old");
        used.AddContext("token", used.Server, JsonMap.Of(("token", await used.Admin.TokenAsync("default", "robot"))));
        used.AddContext("file", used.Server, JsonMap.Of(("tokenFile", "token")));

        await AssertAdministratorAsync("token");
        (await provider.WhyNotAsync(Request("file"))).Should().EndWith("(401)");
        File.WriteAllText(folder.PathOf("token"), await used.Admin.TokenAsync("default", "robot") + "\n");
        await AssertAdministratorAsync("file");
    }

    [Test, Platform(Exclude = "Win")]
    public async Task A_plug_in_issues_tokens_and_is_asked_again_when_one_runs_out()
    {
        await GiveEverythingToAsync("robot");
        Plugin($"echo \"asked with $1 and $2 at home in $HOME\" >> {folder.PathOf("asked")}\n" + Issues(await used.Admin.TokenAsync("default", "robot"), "2020-01-01T00:00:00Z"));
        used.AddContext("plugin", used.Server, Exec("./issue"));

        await AssertAdministratorAsync("plugin");

        var asked = File.ReadAllLines(folder.PathOf("asked"));
        asked.Length.Should().BeGreaterThan(3, "every token was over at once");
        asked.Should().OnlyContain(line => line.StartsWith("asked with two words and one at home in "));
    }

    [Test, Platform(Exclude = "Win")]
    public async Task A_plug_in_that_fails_is_said_in_one_sentence()
    {
        Plugin("exit 3");
        used.AddContext("fails", used.Server, Exec("./issue"));
        used.AddContext("missing", used.Server, Exec("no-such-plug-in"));

        (await provider.WhyNotAsync(Request("fails"))).Should().StartWith("the credentials of the context cannot be had: external exec failed").And.NotContain("\n").And.NotContain(" at k8s.");
        (await provider.WhyNotAsync(Request("missing"))).Should().StartWith("the credentials of the context cannot be had: external exec failed").And.Contain("no-such-plug-in").And.NotContain("\n");
    }

    [Test, Platform(Exclude = "Win")]
    public async Task Kubectl_gets_the_plug_in_too_with_its_full_path_and_the_users_home()
    {
        await GiveEverythingToAsync("robot");
        Plugin(Issues(await used.Admin.TokenAsync("default", "robot"), "2099-01-01T00:00:00Z"));
        used.AddContext("plugin", used.Server, Exec("./issue"));

        await using var cluster = await provider.StartAsync(Request("plugin"));

        cluster.Kubeconfig.Should().Contain($"command: {folder.PathOf("issue")}").And.Contain("namespace: handson-run-1");
    }

    [Test]
    public async Task Somebody_acts_as_somebody_else()
    {
        used.AddContext("other", used.Server, used.Administrator.With("as", "nobody").With("as-groups", JsonList.Of("none")));

        (await provider.Awaiting(p => p.PrepareAsync(Request("other"), new NoProgress())).Should().ThrowAsync<ClusterException>()).Which.Message.Should().StartWith("context other may not: create, get, list, watch and delete namespaces; ");
    }

    [Test]
    public async Task The_servers_certificate_must_have_its_name_and_tls_server_name_says_which()
    {
        used.AddContext("wrong", used.Server.With("tls-server-name", "somebody.else"), used.Administrator);
        used.AddContext("right", used.Server.With("tls-server-name", "kubernetes.default.svc"), used.Administrator);
        used.AddContext("careless", used.Server.Without("certificate-authority-data").With("tls-server-name", "somebody.else").With("insecure-skip-tls-verify", true), used.Administrator);

        (await provider.WhyNotAsync(Request("wrong"))).Should().StartWith($"the API server of context wrong at {used.Server.String("server")} is not trusted: ");
        await AssertAdministratorAsync("right");
        await AssertAdministratorAsync("careless");
    }

    [Test]
    public async Task A_server_of_another_authority_is_not_trusted()
    {
        using var key = RSA.Create();
        using var other = new CertificateRequest("CN=other", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(TimeProvider.System.GetUtcNow(), TimeProvider.System.GetUtcNow().AddDays(1));
        used.AddContext("other", used.Server.With("certificate-authority-data", Convert.ToBase64String(Encoding.ASCII.GetBytes(other.ExportCertificatePem()))), used.Administrator);

        (await provider.WhyNotAsync(Request("other"))).Should().StartWith($"the API server of context other at {used.Server.String("server")} is not trusted: ");
    }

    [Test]
    public async Task A_proxy_is_used_where_the_kubeconfig_names_one()
    {
        used.AddContext("proxied", used.Server.With("proxy-url", "http://127.0.0.1:9"), used.Administrator);

        (await provider.WhyNotAsync(Request("proxied"))).Should().Be($"the API server of context proxied at {used.Server.String("server")} cannot be reached: connection refused", "nobody listens at the proxy's address");
    }

    [Test]
    public async Task A_port_forward_goes_the_same_way(CancellationToken cancellation)
    {
        await using var cluster = await provider.StartAsync(Request("admin"), cancellation);
        await cluster.Api.ApplyAsync(Objects.Of("{apiVersion: v1, kind: Pod, metadata: {name: web, namespace: default, labels: {app: web}}, spec: {containers: [{name: web, image: \"registry.k8s.io/e2e-test-images/agnhost:2.53\", args: [netexec]}]}}"), cancellation);
        await cluster.Api.ApplyAsync(Objects.Of("{apiVersion: v1, kind: Service, metadata: {name: web, namespace: default}, spec: {type: NodePort, selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}}"), cancellation);
        await new Waiter(cluster.Api, TimeProvider.System).UntilAsync(Expect.ReadyEndpoints("web", 1), cancellation);

        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = await cluster.AddressAsync("default", "web", 80, cancellation) };
        (await http.GetStringAsync("/hostname", cancellation)).Should().Be("web");
    }

    private static ClusterRequest Request(string context) => new() { Run = "run", Context = context };

    private async Task AssertAdministratorAsync(string context)
    {
        var own = used.Provider();
        await own.PrepareAsync(Request(context), new NoProgress());
        await using var cluster = await own.StartAsync(Request(context));
        (await cluster.Api.ListAsync(ApiResources.Nodes)).Items.Should().NotBeEmpty();
        using var nobody = cluster.ConnectAs("nobody-issued-this");
        (await nobody.RawAsync("/api/v1/nodes")).Code.Should().Be(System.Net.HttpStatusCode.Unauthorized, "a token alone says who asks");
    }

    private async Task GiveEverythingToAsync(string serviceAccount)
    {
        await used.Admin.ApplyAsync(Objects.Of($"{{apiVersion: v1, kind: ServiceAccount, metadata: {{name: {serviceAccount}, namespace: default}}}}"));
        await used.Admin.ApplyAsync(Objects.Of(
            $"{{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRoleBinding, metadata: {{name: {serviceAccount}}}, roleRef: {{apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}}, subjects: [{{kind: ServiceAccount, name: {serviceAccount}, namespace: default}}]}}"));
    }

    private static JsonMap Exec(string command) => JsonMap.Of(("exec", JsonMap.Of(
        ("apiVersion", "client.authentication.k8s.io/v1"), ("command", command), ("args", JsonList.Of("two words", "one")), ("interactiveMode", "Never"))));

    private static string Issues(string token, string until) => "echo '" + JsonMap.Of(
        ("apiVersion", "client.authentication.k8s.io/v1"), ("kind", "ExecCredential"), ("status", JsonMap.Of(("token", token), ("expirationTimestamp", until)))) + "'";

    private void Plugin(string body)
    {
        File.WriteAllText(folder.PathOf("issue"), "#!/bin/sh\n" + body + "\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder.PathOf("issue"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
