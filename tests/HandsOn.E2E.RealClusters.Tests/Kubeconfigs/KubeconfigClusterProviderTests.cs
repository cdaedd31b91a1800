using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using FluentAssertions;
using HandsOn.E2E.Api;
using HandsOn.E2E.Clusters;
using HandsOn.E2E.Inputs;
using HandsOn.E2E.Manifests;
using HandsOn.E2E.RealClusters.Kubeconfigs;
using HandsOn.E2E.RealClusters.Kubeconfigs.Leftovers;
using HandsOn.E2E.Reporting;
using HandsOn.E2E.Scopes;
using HandsOn.E2E.Tests.Support;
using HandsOn.E2E.Versions;
using HandsOn.E2E.Waiting;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using NUnit.Framework;

namespace HandsOn.E2E.RealClusters.Tests.Kubeconfigs;

/// <summary>The provider against a cluster that exists (an embedded one). What it says when something is wrong is one sentence each.</summary>
[CancelAfter(60_000)]
public sealed class KubeconfigClusterProviderTests
{
    private static readonly ClusterRequest Request = new() { Run = "run", Context = "admin" };

    private UsedCluster used = null!;

    [SetUp]
    public async Task BeginAsync()
    {
        used = await UsedCluster.StartAsync(TestFolder.Create());
    }

    [TearDown]
    public async Task EndAsync()
    {
        await used.DisposeAsync();
    }

    [Test]
    public async Task A_context_must_be_named_and_be_there()
    {
        used.AddContext("other", used.Server, used.Administrator);

        (await WhyNotAsync(Request with { Context = null })).Should().Be($"name the context to use (--context NAME): {used.Path} has admin, other");
        (await WhyNotAsync(Request with { Context = "third" })).Should().Be($"there is no context third: {used.Path} has admin, other");
        (await WhyNotAsync(Request)).Should().BeNull();
    }

    [Test]
    public async Task A_server_that_nobody_listens_at_is_said()
    {
        used.AddContext("gone", used.Server.With("server", "https://127.0.0.1:9"), used.Administrator);

        (await WhyNotAsync(Request with { Context = "gone" })).Should().Be("the API server of context gone at https://127.0.0.1:9 cannot be reached: connection refused");
    }

    [Test]
    public async Task A_server_with_another_certificate_is_not_trusted()
    {
        using var key = RSA.Create();
        using var other = new CertificateRequest("CN=other", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(Now, Now.AddDays(1));
        used.AddContext("other", used.Server.With("certificate-authority-data", Base64(other.ExportCertificatePem())), used.Administrator);

        (await WhyNotAsync(Request with { Context = "other" })).Should().StartWith($"the API server of context other at {used.Server.String("server")} is not trusted: ");
    }

    [Test]
    public async Task Somebody_whom_the_server_does_not_know_is_told_so()
    {
        used.AddContext("stranger", used.Server, JsonMap.Of(("token", "nobody-issued-this")));

        (await WhyNotAsync(Request with { Context = "stranger" })).Should().Be($"the API server of context stranger at {used.Server.String("server")} does not accept who context stranger says you are (401)");
    }

    [Test]
    public async Task A_certificate_that_is_over_is_said_before_anything_is_asked()
    {
        using var key = RSA.Create();
        using var over = new CertificateRequest("CN=me", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2021, 2, 3, 4, 5, 6, TimeSpan.Zero));
        used.AddContext("old", used.Server, JsonMap.Of(("client-certificate-data", Base64(over.ExportCertificatePem())), ("client-key-data", Base64(key.ExportPkcs8PrivateKeyPem()))));

        (await WhyNotAsync(Request with { Context = "old" })).Should().Be("the certificate of user old (context old) expired on 2021-02-03 04:05 UTC");
    }

    [Test]
    public async Task Another_minor_than_the_servers_is_refused()
    {
        (await WhyNotAsync(Request with { Minor = new KubernetesMinor(35) })).Should().Be("context admin is a cluster of Kubernetes 1.36, not 1.35; leave --k8s out, or name another context");
        (await used.Provider().DefaultMinorAsync(Request)).Should().Be(new KubernetesMinor(36));
    }

    [Test]
    public async Task Everything_that_may_not_be_done_is_said_at_once()
    {
        await used.Admin.ApplyAsync(Objects.Of("{apiVersion: v1, kind: ServiceAccount, metadata: {name: guest, namespace: default}}"));
        await used.Admin.ApplyAsync(Objects.Of("""
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: guest}
            rules:
            - {apiGroups: ["", apps, batch, networking.k8s.io, rbac.authorization.k8s.io, admissionregistration.k8s.io, coordination.k8s.io, discovery.k8s.io], resources: ["*"], verbs: [get, list, watch]}
            - {apiGroups: [coordination.k8s.io], resources: [leases], verbs: [create, update]}
            - {apiGroups: ["", apps, batch, networking.k8s.io, admissionregistration.k8s.io], resources: ["*"], verbs: [create, patch, update]}
            - {apiGroups: [""], resources: [pods, services, configmaps], verbs: [delete]}
            - {apiGroups: [apps, networking.k8s.io, admissionregistration.k8s.io], resources: ["*"], verbs: [delete]}
            """));
        await used.Admin.ApplyAsync(Objects.Of("{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRoleBinding, metadata: {name: guest}, roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: guest}, subjects: [{kind: ServiceAccount, name: guest, namespace: default}]}"));
        used.AddContext("guest", used.Server, JsonMap.Of(("token", await used.Admin.TokenAsync("default", "guest"))));

        var refused = await used.Provider().Awaiting(p => p.PrepareAsync(Request with { Context = "guest" }, new NoProgress())).Should().ThrowAsync<ClusterException>();

        // What the controller's roles give, the guest has: only making the roles is missing.
        refused.Which.Message.Should().Be("context guest may not: delete namespaces; create, patch and delete clusterroles.rbac.authorization.k8s.io; create, patch and delete clusterrolebindings.rbac.authorization.k8s.io; "
            + "create and patch roles.rbac.authorization.k8s.io in namespace handson-run-1-ingress-nginx; create and patch rolebindings.rbac.authorization.k8s.io in namespace handson-run-1-ingress-nginx");
        // Where another controller serves, none of this is needed.
        (await used.Provider().Awaiting(p => p.PrepareAsync(Request with { Context = "guest", IngressClass = "traefik" }, new NoProgress())).Should().ThrowAsync<ClusterException>())
            .Which.Message.Should().Be("context guest may not: delete namespaces");
    }

    [Test]
    public async Task Who_may_not_give_rights_freely_must_have_those_that_the_controller_gets()
    {
        await used.Admin.ApplyAsync(Objects.Of("{apiVersion: v1, kind: ServiceAccount, metadata: {name: maker, namespace: default}}"));
        await used.Admin.ApplyAsync(Objects.Of("""
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: maker}
            rules:
            - {apiGroups: ["", apps, batch, networking.k8s.io, admissionregistration.k8s.io], resources: ["*"], verbs: ["*"]}
            - {apiGroups: [rbac.authorization.k8s.io], resources: ["*"], verbs: [create, get, list, watch, patch, delete]}
            """));
        await used.Admin.ApplyAsync(Objects.Of("{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRoleBinding, metadata: {name: maker}, roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: maker}, subjects: [{kind: ServiceAccount, name: maker, namespace: default}]}"));
        used.AddContext("maker", used.Server, JsonMap.Of(("token", await used.Admin.TokenAsync("default", "maker"))));

        (await used.Provider().Awaiting(p => p.PrepareAsync(Request with { Context = "maker" }, new NoProgress())).Should().ThrowAsync<ClusterException>()).Which.Message
            .Should().StartWith("context maker may not: ").And.Contain("list and watch endpointslices.discovery.k8s.io").And.Contain("leases.coordination.k8s.io").And.NotContain("pods");
    }

    [Test]
    public async Task An_ingress_class_that_nobody_has_installed_is_refused_before_anything_is_made()
    {
        var refused = () => used.Provider().PrepareAsync(Request with { IngressClass = "traefik" }, new NoProgress());
        (await refused.Should().ThrowAsync<ClusterException>()).Which.Message.Should().Be("there is no ingress class traefik in the cluster; there is none");

        await used.Admin.ApplyAsync(Objects.Of("{apiVersion: networking.k8s.io/v1, kind: IngressClass, metadata: {name: traefik}, spec: {controller: traefik.io/ingress-controller}}"));
        await refused.Should().NotThrowAsync();
    }

    [Test]
    public async Task A_scenario_has_a_namespace_with_marks_and_leaves_nothing(CancellationToken cancellation)
    {
        var before = await SeenAsync();
        var provider = used.Provider();
        await using (var cluster = await provider.StartAsync(Request, cancellation))
        {
            var space = await used.Admin.GetAsync(ApiResources.Namespaces, "", "handson-run-1", cancellation);
            space.Labels.Should().Equal(JsonMap.Of(("handson-e2e/run", "run"), ("handson-e2e/scope", "handson-run-1"), ("kubernetes.io/metadata.name", "handson-run-1")));
            RunOwner.Parse(space.Annotations.String("handson-e2e/owner")).Should().Be(RunOwner.Current);
            cluster.Removal.Should().Be("kubectl --context admin delete namespaces -l handson-e2e/scope=handson-run-1");

            await cluster.Api.ApplyAsync(Objects.Of("{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: own}, rules: []}"), cancellation);
            await cluster.Api.ApplyAsync(Objects.Of("{apiVersion: v1, kind: Namespace, metadata: {name: elsewhere}}"), cancellation);
            (await SeenAsync()).Except(before).Should().BeEquivalentTo("Namespace handson-run-1", "Namespace handson-run-1-elsewhere", "ClusterRole own-handson-run-1");
            (await provider.LeftBehindAsync(Request, cancellation)).Should().HaveCount(3).And.Contain(
                "ClusterRole own-handson-run-1 is still there; to take it away: kubectl --context admin delete clusterroles.rbac.authorization.k8s.io -l handson-e2e/run=run");
            cluster.Removal.Should().Be("kubectl --context admin delete namespaces,clusterroles.rbac.authorization.k8s.io -l handson-e2e/scope=handson-run-1");
        }
        (await SeenAsync()).Should().Equal(before);
        (await provider.LeftBehindAsync(Request, cancellation)).Should().BeEmpty();
    }

    [Test]
    public async Task What_a_dead_run_has_left_is_taken_away_and_nothing_of_anybody_else(CancellationToken cancellation)
    {
        var dead = RunOwner.Current with { Process = int.MaxValue };
        await LeaveAsync("dead", dead.ToString());
        await LeaveAsync("alive", RunOwner.Current.ToString());
        await LeaveAsync("elsewhere", (dead with { Host = "another" }).ToString());
        await LeaveAsync("kept", "");
        await LeaveAsync("odd", "{\"what\":\"is this\"}");
        var said = new Sentences();

        await used.Provider().PrepareAsync(Request, said, cancellation);

        said.All.Should().Contain("taken away: what run dead, whose process is gone, had left (Namespace handson-dead-1, ClusterRole own-handson-dead-1)");
        await new Waiter(used.Admin, TimeProvider.System).UntilAsync(Expect.Gone(ApiResources.Namespaces, "it", n => n.Name == "handson-dead-1"), cancellation);
        (await SeenAsync()).Where(s => s.Contains("handson-")).Should().BeEquivalentTo(new[] { "alive", "elsewhere", "kept", "odd" }.SelectMany(r => new[] { $"Namespace handson-{r}-1", $"ClusterRole own-handson-{r}-1" }));

        async Task LeaveAsync(string run, string owner)
        {
            using var scoped = used.In(new SharedScope(run, 1, await ApiCatalog.ReadAsync(used.Admin, cancellation)) { Owner = owner });
            await scoped.CreateAsync(Objects.Of("{apiVersion: v1, kind: Namespace, metadata: {name: default}}"), cancellation);
            await scoped.CreateAsync(Objects.Of("{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: own}, rules: []}"), cancellation);
        }
    }

    [Test]
    public async Task A_start_that_is_refused_says_why_and_leaves_nothing(CancellationToken cancellation)
    {
        var before = await SeenAsync();
        var provider = used.Provider();
        await using var first = await provider.StartAsync(Request, cancellation);

        // Another run of the same name: its first namespace is there already.
        await used.Provider().Awaiting(p => p.StartAsync(Request, cancellation)).Should().ThrowAsync<ClusterException>().WithMessage("*refuses: namespaces \"handson-run-1\" already exists");
        await first.DisposeAsync();
        (await SeenAsync()).Should().Equal(before);
    }

    [Test]
    public async Task A_server_that_goes_away_is_said_in_one_sentence_and_what_may_be_left_too(CancellationToken cancellation)
    {
        var provider = used.Provider();
        var cluster = await provider.StartAsync(Request, cancellation);
        await used.StopAsync();

        var server = $"the API server of context admin at {used.Server.String("server")} cannot be reached: connection refused";
        await cluster.Api.Awaiting(a => a.ListAsync(ApiResources.Pods, "default", cancellation: cancellation)).Should().ThrowAsync<ClusterException>().WithMessage(server);
        (await cluster.WhyGoneAsync(cancellation)).Should().Be(server);
        await cluster.Awaiting(c => c.DisposeAsync().AsTask()).Should().ThrowAsync<ClusterException>().WithMessage($"{server}; to take away what the scenario has made: kubectl --context admin delete * -l handson-e2e/scope=handson-run-1");
        (await provider.Awaiting(p => p.LeftBehindAsync(Request, cancellation)).Should().ThrowAsync<ClusterException>()).Which.Message
            .Should().Be($"{server}; to take away what there may be: kubectl --context admin delete namespaces,clusterrolebindings.rbac.authorization.k8s.io,"
                + "clusterroles.rbac.authorization.k8s.io,ingressclasses.networking.k8s.io,validatingwebhookconfigurations.admissionregistration.k8s.io -l handson-e2e/run=run");
    }

    [Test]
    public async Task A_Service_is_reached_through_a_port_forward_where_no_address_leads_to_it(CancellationToken cancellation)
    {
        var said = new Sentences();
        var provider = used.Provider();
        await provider.PrepareAsync(Request, said, cancellation);
        await using var cluster = await provider.StartAsync(Request, cancellation);
        foreach (var document in YamlFile.Parse("""
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, namespace: default}
            spec:
              replicas: 2
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec: {containers: [{name: web, image: "registry.k8s.io/e2e-test-images/agnhost:2.53", args: [netexec]}]}
            ---
            {apiVersion: v1, kind: Service, metadata: {name: web, namespace: default}, spec: {type: LoadBalancer, selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}}
            """, "m")) await cluster.Api.ApplyAsync(new(document.Root), cancellation);
        await new Waiter(cluster.Api, TimeProvider.System).UntilAsync(Expect.ReadyEndpoints("web", 2), cancellation);

        var address = await cluster.AddressAsync("default", "web", 80, cancellation);

        var heard = new HashSet<string>();
        foreach (var _ in Enumerable.Range(0, 6))
        {
            using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
            heard.Add(await http.GetStringAsync(new Uri(address, "/hostname"), cancellation));
        }
        heard.Should().HaveCount(2, "both pods answer").And.OnlyContain(pod => pod.StartsWith("web-"));
        said.All.Should().Contain("default/web is reached by a port-forward to a pod: neither a load balancer nor a node of the cluster answers from here");
    }

    [Test]
    public async Task A_Service_of_the_clusters_own_is_reached_the_same_way(CancellationToken cancellation)
    {
        await used.Admin.ApplyAsync(Objects.Of("{apiVersion: v1, kind: Service, metadata: {name: health, namespace: kube-system}, spec: {type: NodePort, selector: {k8s-app: kube-dns}, ports: [{port: 80, targetPort: 8080}]}}"), cancellation);
        await using var cluster = await used.Provider().StartAsync(Request, cancellation);

        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = await cluster.AddressAsync("kube-system", "health", 80, cancellation) };
        (await http.GetStringAsync("/health", cancellation)).Should().Be("OK");
    }

    [Test]
    public async Task A_port_forward_that_is_refused_says_so_before_anybody_connects(CancellationToken cancellation)
    {
        await used.Admin.ApplyAsync(Objects.Of("{apiVersion: v1, kind: ServiceAccount, metadata: {name: guest, namespace: default}}"), cancellation);
        await used.Admin.ApplyAsync(Objects.Of("{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: guest}, rules: [{apiGroups: [\"\"], resources: [namespaces, pods, services, serviceaccounts, endpoints, nodes], verbs: [\"*\"]}]}"), cancellation);
        await used.Admin.ApplyAsync(Objects.Of("{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRoleBinding, metadata: {name: guest}, roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: guest}, subjects: [{kind: ServiceAccount, name: guest, namespace: default}]}"), cancellation);
        used.AddContext("guest", used.Server, JsonMap.Of(("token", await used.Admin.TokenAsync("default", "guest", cancellation))));
        await using var cluster = await used.Provider().StartAsync(Request with { Context = "guest" }, cancellation);
        await cluster.Api.ApplyAsync(Objects.Of("{apiVersion: v1, kind: Pod, metadata: {name: web, namespace: default, labels: {app: web}}, spec: {containers: [{name: web, image: registry.k8s.io/pause:3.10}]}}"), cancellation);
        await cluster.Api.ApplyAsync(Objects.Of("{apiVersion: v1, kind: Service, metadata: {name: web, namespace: default}, spec: {type: NodePort, selector: {app: web}, ports: [{port: 80}]}}"), cancellation);

        await cluster.Awaiting(c => c.AddressAsync("default", "web", 80, cancellation).AsTask()).Should().ThrowAsync<ClusterException>()
            .WithMessage("Service handson-run-1/web is reached neither at an address nor by a port-forward: *'403'*");
    }

    // Service 1.2.3.4:80 is the load balancer's, 192.168.65.3 the node's; an address alone answers on every port.
    [TestCase("http://1.2.3.4/", "1.2.3.4:80", "192.168.65.3:30777")]
    [TestCase("http://192.168.65.3:30777/", "1.2.3.4", "192.168.65.3:30777")]
    [TestCase("http://192.168.65.3:30777/", "5.6.7.8:80", "192.168.65.3:30777")]
    [TestCase("http://127.0.0.1:", "1.2.3.4", "192.168.65.3")]
    public async Task The_first_address_that_certainly_leads_to_the_Service_is_taken(string expected, params string[] answering)
    {
        await using var cluster = await used.Provider(answering).StartAsync(Request);
        await cluster.Api.ApplyAsync(Objects.Of("{apiVersion: v1, kind: Pod, metadata: {name: web, namespace: default, labels: {app: web}}, spec: {containers: [{name: web, image: registry.k8s.io/pause:3.10}]}}"));
        await cluster.Api.ApplyAsync(Objects.Of("{apiVersion: v1, kind: Service, metadata: {name: web, namespace: default}, spec: {type: LoadBalancer, loadBalancerClass: test/none, selector: {app: web}, ports: [{port: 80, nodePort: 30777}]}}"));
        await cluster.Api.ApplyAsync(Objects.Of("{apiVersion: v1, kind: Service, metadata: {name: other, namespace: default}, spec: {type: LoadBalancer, loadBalancerClass: test/none, ports: [{port: 80}]}}"));
        await BalancedAsync("web", "1.2.3.4", "5.6.7.8");
        await BalancedAsync("other", "5.6.7.8");

        (await cluster.AddressAsync("default", "web", 80)).ToString().Should().StartWith(expected);

        Task BalancedAsync(string service, params string[] addresses) => cluster.Api.PatchAsync(ApiResources.Services, "default", service,
            JsonMap.Of(("status", JsonMap.Of(("loadBalancer", JsonMap.Of(("ingress", JsonList.From(addresses.Select(ip => JsonMap.Of(("ip", ip)))))))))), "status");
    }

    [TestCase("inside", 80, "port 80 of Service default/inside is not published to this machine: it is of type ClusterIP, not LoadBalancer or NodePort")]
    [TestCase("outside", 81, "Service default/outside has no port 81; it has 80")]
    [TestCase("nowhere", 80, "there is no Service default/nowhere")]
    public async Task A_Service_that_cannot_be_reached_is_refused_at_once(string service, int port, string sentence)
    {
        await using var cluster = await used.Provider().StartAsync(Request);
        await cluster.Api.ApplyAsync(Objects.Service("inside", "ClusterIP"));
        await cluster.Api.ApplyAsync(Objects.Service("outside", "NodePort"));

        await cluster.Awaiting(c => c.AddressAsync("default", service, port).AsTask()).Should().ThrowAsync<ClusterException>().WithMessage(sentence);
    }

    [Test]
    public async Task Two_runs_at_the_same_time_do_not_meet(CancellationToken cancellation)
    {
        var runs = new[] { "one", "two" }.Select(run => (Provider: used.Provider(), Request: Request with { Run = run })).ToList();
        var clusters = await Task.WhenAll(runs.Select(r => r.Provider.StartAsync(r.Request, cancellation)));
        foreach (var cluster in clusters)
        {
            var ingress = VersionedManifest.Render(Fixtures.Path("ingress-nginx"), cluster.Minor, cluster.Scope);
            foreach (var document in YamlFile.Parse(ingress, "m").Concat(YamlFile.Parse(File.ReadAllText(Fixtures.Path("guestbook", "frontend-deployment.yaml")), "m"))) await cluster.Api.ApplyAsync(new(document.Root), cancellation);
        }
        await Task.WhenAll(clusters.Select(c => new Waiter(c.Api, TimeProvider.System).UntilAsync(Expect.Settled(), cancellation)));

        foreach (var (cluster, name) in clusters.Zip(["left", "right"]))
        {
            await cluster.Api.ApplyAsync(Objects.Of($$"""
                apiVersion: networking.k8s.io/v1
                kind: Ingress
                metadata: {name: {{name}}, namespace: default}
                spec: {ingressClassName: nginx, defaultBackend: {service: {name: {{name}}, port: {number: 80} } } }
                """), cancellation);
            await new Waiter(cluster.Api, TimeProvider.System).UntilAsync(Expect.IngressAddress(name), cancellation);
        }
        var names = await SeenAsync();
        names.Where(n => n.StartsWith("ValidatingWebhookConfiguration")).Should().BeEquivalentTo(
            "ValidatingWebhookConfiguration ingress-nginx-admission-handson-one-1", "ValidatingWebhookConfiguration ingress-nginx-admission-handson-two-1");
        (await clusters[0].Api.ListAsync(ApiResources.Ingresses, cancellation: cancellation)).Items.Select(i => i.Name).Should().Equal("left");
        (await used.Admin.ListAsync(ApiResources.Ingresses, cancellation: cancellation)).Items.Select(i => i.Spec.String("ingressClassName")).Should().BeEquivalentTo("nginx-handson-one-1", "nginx-handson-two-1");

        await clusters[0].DisposeAsync();
        (await runs[0].Provider.LeftBehindAsync(runs[0].Request, cancellation)).Should().BeEmpty();
        (await clusters[1].Api.ListAsync(ApiResources.Pods, "ingress-nginx", "app.kubernetes.io/component=controller", cancellation)).Items.Should().ContainSingle(p => Expect.IsReady(p));
        await clusters[1].DisposeAsync();
        (await SeenAsync()).Should().NotContain(n => n.Contains("handson-"));
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private static string Base64(string pem) => Convert.ToBase64String(Encoding.ASCII.GetBytes(pem));

    private Task<string?> WhyNotAsync(ClusterRequest request) => used.Provider().WhyNotAsync(request);

    private async Task<IReadOnlyList<string>> SeenAsync()
    {
        var found = new List<string>();
        foreach (var resource in (await ApiCatalog.ReadAsync(used.Admin)).ClusterScoped)
            found.AddRange((await used.Admin.ListAsync(resource)).Items.Select(o => $"{o.Kind} {o.Name}"));
        return found;
    }

    private sealed class Sentences : IRunProgress
    {
        public List<string> All { get; } = [];

        public void Said(string sentence)
        {
            lock (All) All.Add(sentence);
        }

        public void SectionStarted(string section) { }

        public void StepStarted(string section, string step) { }

        public void StepEnded(string section, StepReport step) { }

        public void SectionEnded(SectionReport section) { }
    }
}
