using System.Text;
using FluentAssertions;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Tests.Support;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Yaml;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Workloads.IngressNginx;

/// <summary>The controller in a control plane, with the roles of its real manifest.</summary>
public sealed class IngressNginxTests
{
    private const string Namespace = "ingress-nginx";
    private const string Certgen = "registry.k8s.io/ingress-nginx/kube-webhook-certgen:v1.6.9";

    private static readonly string[] Flags =
    [
        "/nginx-ingress-controller", $"--publish-service={Namespace}/ingress-nginx-controller", "--election-id=ingress-nginx-leader",
        "--controller-class=k8s.io/ingress-nginx", "--ingress-class=nginx", $"--configmap={Namespace}/ingress-nginx-controller",
        "--validating-webhook=:8443", "--validating-webhook-certificate=/usr/local/certificates/cert", "--validating-webhook-key=/usr/local/certificates/key",
    ];

    private TestWorld world = null!;

    [SetUp]
    public async Task StartAsync()
    {
        world = await TestWorld.StartAsync();
        foreach (var item in Manifest().Where(item => item.Kind is not ("Deployment" or "Job" or "ValidatingWebhookConfiguration")))
            await world.Api.CreateAsync(Resource(item.Kind), item);
    }

    [TearDown]
    public async Task StopAsync() => await world.DisposeAsync();

    [Test]
    public async Task It_routes_reports_its_address_writes_events_and_judges_new_ingresses()
    {
        var files = await CertificatesAsync();
        var web = world.Run("registry.k8s.io/e2e-test-images/agnhost:2.53", arguments: ["netexec"]);
        await world.ServeAsync("web", 80, 8080, "default", "", web);
        await world.ServeAsync("empty", 80, 8080, "default", "");
        await world.ServeAsync("dead", 80, 8080, "default", "", world.Run("registry.k8s.io/pause:3.10"));
        var controller = world.Run("registry.k8s.io/ingress-nginx/controller:v1.15.1", Namespace, "ingress-nginx", Flags, files: files);
        await world.SliceAsync("ingress-nginx-controller-admission", "https-webhook", 8443, Namespace, controller.Network.Address.ToString());
        await world.Api.PatchAsync(ServiceKind.Resource, Namespace, "ingress-nginx-controller",
            service => new KubeObject(service.Root.SetIn(JsonText.Parse("""[{"hostname":"localhost"}]"""), "status", "loadBalancer", "ingress")), "status");
        await controller.OpensAsync(10254);
        await web.OpensAsync(8080);
        (await AskAsync(controller, "/", "10254/healthz")).Should().StartWith("ok", controller.Log);

        (await StatusAsync(controller, "/")).Should().Be("404");
        await IngressAsync("main", ("/", "web"), ("/empty", "empty"), ("/dead", "dead"));
        await ReloadsAsync(controller, async () => await AskAsync(controller, "/hostname", "") == web.PodName, "no route");
        (await StatusAsync(controller, "/empty")).Should().Be("503");
        (await StatusAsync(controller, "/dead")).Should().Be("502");
        (await AskAsync(controller, "/header?key=X-Forwarded-Proto", "")).Should().Be("http");
        (await world.ShellAsync($"curl -sk https://{controller.Network.Address}/header?key=X-Forwarded-Proto")).Should().Be("https");
        (await world.ShellAsync($"curl -s -X POST -d a=b 'http://{controller.Network.Address}/echo?msg=posted'")).Should().Be("posted");
        await world.Api.FindAsync(
            IngressKind.Resource, item => item.Name == "main" && Address(item) == "localhost", () => "no ADDRESS:\n" + controller.Log);
        var sync = await world.Api.FindAsync(EventKind.Resource, item => item.Root.String("reason") == "Sync", () => "no Sync event");
        (sync.Root.String("involvedObject", "name"), sync.Root.String("message")).Should().Be(("main", "Scheduled for sync"));

        var refusal = await this.Invoking(_ => IngressAsync("second", ("/", "web")).AsTask()).Should().ThrowAsync<StatusException>();
        refusal.Which.Message.Should().Be("admission webhook \"validate.nginx.ingress.kubernetes.io\" denied the request: host \"_\" and path \"/\" is already defined in ingress default/main");
        await world.Api.DeleteAsync(IngressKind.Resource, "default", "main");
        await ReloadsAsync(controller, async () => await StatusAsync(controller, "/hostname") == "404", "the route stays");
        (await world.StopAsync(controller)).Should().Be(0);
    }

    [Test]
    public async Task Without_its_cluster_role_binding_it_does_not_become_healthy()
    {
        await world.Api.DeleteAsync(ClusterRoleBindingKind.Resource, "", "ingress-nginx");
        var controller = world.Run("registry.k8s.io/ingress-nginx/controller:v1.15.1", Namespace, "ingress-nginx", Flags);

        await controller.PrintsAsync(
            "failed to list *v1.Ingress: ingresses.networking.k8s.io is forbidden: "
            + "User \"system:serviceaccount:ingress-nginx:ingress-nginx\" cannot list resource \"ingresses\"");

        // The port opens once the controller knows that something is wrong, which it has said a moment before.
        await controller.OpensAsync(10254);
        (await StatusAsync(controller, ":10254/healthz")).Should().Be("500");
    }

    [Test]
    public async Task Without_any_role_it_exits()
    {
        await world.Api.DeleteAsync(ClusterRoleBindingKind.Resource, "", "ingress-nginx");
        await world.Api.DeleteAsync(RoleBindingKind.Resource, Namespace, "ingress-nginx");
        var controller = world.Run("registry.k8s.io/ingress-nginx/controller:v1.15.1", Namespace, "ingress-nginx", Flags);

        await controller.PrintsAsync("services \"ingress-nginx-controller\" is forbidden");
        (await world.StopAsync(controller)).Should().Be(255);
    }

    /// <summary>Runs both certgen Jobs; gives the files that the Deployment mounts.</summary>
    private async Task<MemoryFiles> CertificatesAsync()
    {
        var hook = Manifest().Single(item => item.Kind == "ValidatingWebhookConfiguration");
        await world.Api.CreateAsync(Resource(hook.Kind), hook);
        await EndAsync("create", $"--host=ingress-nginx-controller-admission,ingress-nginx-controller-admission.{Namespace}.svc", $"--namespace={Namespace}", "--secret-name=ingress-nginx-admission");
        await EndAsync("patch", "--webhook-name=ingress-nginx-admission", $"--namespace={Namespace}", "--patch-mutating=false", "--secret-name=ingress-nginx-admission", "--patch-failure-policy=Fail");
        var data = world.Api.Get(SecretKind.Resource, Namespace, "ingress-nginx-admission").Root.Map("data");
        world.Api.Get(ValidatingWebhookConfigurationKind.Resource, "", "ingress-nginx-admission").Root.List("webhooks").Maps().Single().String("clientConfig", "caBundle").Should().Be(data.String("ca"));
        var files = new MemoryFiles();
        foreach (var name in (string[])["cert", "key"]) files.Write("/usr/local/certificates/" + name, Encoding.ASCII.GetString(Convert.FromBase64String(data.String(name)!)));
        return files;
    }

    private async Task EndAsync(params string[] arguments)
    {
        var job = world.Run(Certgen, Namespace, "ingress-nginx-admission", arguments);
        (await world.EndAsync(job)).Should().Be(0, job.Log);
        job.Log.Should().Contain("\"msg\"");
    }

    private ValueTask<KubeObject> IngressAsync(string name, params (string Path, string Service)[] paths)
    {
        var rules = string.Join(',', paths.Select(path => $$$$"""{"path":"{{{{path.Path}}}}","pathType":"Prefix","backend":{"service":{"name":"{{{{path.Service}}}}","port":{"number":80} } } }"""));
        return world.CreateAsync(IngressKind.Resource, $$$$"""{"kind":"Ingress","apiVersion":"networking.k8s.io/v1","metadata":{"name":"{{{{name}}}}","namespace":"default"},"spec":{"ingressClassName":"nginx","rules":[{"http":{"paths":[{{{{rules}}}}]}}]}}""");
    }

    private Task<string> AskAsync(TestContainer controller, string path, string portAndPath) =>
        world.ShellAsync($"curl -s http://{controller.Network.Address}{(portAndPath.Length > 0 ? ":" + portAndPath : path)}");

    private Task<string> StatusAsync(TestContainer controller, string path) =>
        world.ShellAsync($"curl -s -o /dev/null -w '%{{http_code}}' http://{controller.Network.Address}{path}");

    /// <summary>Completes when the proxy answers as wanted. Only a new configuration changes its answers, and each is printed.</summary>
    private static async Task ReloadsAsync(TestContainer controller, Func<Task<bool>> holds, string what)
    {
        var asked = -1;
        await controller.UntilAsync(
            async () =>
            {
                // What is asked is printed, too; only another configuration makes it worth asking again.
                var reloads = controller.Log.Split("Backend successfully reloaded").Length;
                if (reloads == asked) return false;
                asked = reloads;
                return await holds();
            },
            what);
    }

    private static string? Address(KubeObject ingress) =>
        ingress.Status.List("loadBalancer", "ingress").Maps().FirstOrDefault()?.String("hostname");

    private static GroupResource Resource(string kind) => DeclaredKinds.Create().Single(definition => definition.Names.Kind == kind).Names.Resource;

    private static IEnumerable<KubeObject> Manifest()
    {
        var folder = TestContext.CurrentContext.TestDirectory;
        while (!File.Exists(Path.Combine(folder, "HandsOn.E2E.sln"))) folder = Path.GetDirectoryName(folder)!;
        var text = File.ReadAllText(Path.Combine(folder, "fixtures", "ingress-nginx", "networking-v1.yaml"))
            .Replace("${version}", "1.15.1").Replace("${ingressClass}", "nginx").Replace("${controllerClass}", "k8s.io/ingress-nginx").Replace("${webhook}", "ingress-nginx-admission");
        return YamlReader.Read(text).Select(document => new KubeObject(document.Root));
    }
}
