using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using FluentAssertions;
using HandsOn.E2E.Api;
using HandsOn.E2E.Cli.Commands;
using HandsOn.E2E.Tests.Support;
using HandsOn.Kubernetes.Objects;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Cli;

public sealed class CommandLineTests
{
    private readonly StringWriter output = new();
    private readonly StringWriter error = new();

    [TestCase("--nope", "Unrecognized command or argument '--nope'; see --help")]
    [TestCase("up nope", "Unrecognized command or argument 'nope'; see --help")]
    [TestCase("--filter", "Required argument missing for option: '--filter'; see --help")]
    [TestCase("--k8s 1.99", "--k8s 1.99: supported are 1.20 to 1.37")]
    [TestCase("--k8s abc", "--k8s abc: not a Kubernetes version; write it as 1.36")]
    [TestCase("up --k8s 1.19", "--k8s 1.19: supported are 1.20 to 1.37")]
    [TestCase("--k8s 1.36.x", "--k8s 1.36.x: not a Kubernetes version; write it as 1.36")]
    [TestCase("--cluster embedded --k8s v1.36.2", "--cluster embedded: of Kubernetes 1.36 the embedded cluster plays v1.36.5 and no other release, not v1.36.2")]
    [TestCase("--cluster nope", "--cluster nope: there is no such provider; there is embedded, k3s, kubeconfig")]
    [TestCase("--context mine", "--context mine: only --cluster kubeconfig uses a context")]
    [TestCase("--cluster embedded --context mine", "--context mine: only --cluster kubeconfig uses a context")]
    [TestCase("--cluster embedded --ingress-class traefik", "--cluster embedded: there is no ingress class traefik in the cluster; there is nginx")]
    [TestCase("--cluster embedded --ingress-class traefik --k8s 1.21", "--cluster embedded: ingress class traefik needs Kubernetes 1.22 or later: on 1.21 the text's Ingress names no class")]
    [TestCase("--shards 0/3", "--shards 0/3: the parts of 3 are 1/3 to 3/3")]
    [TestCase("--shards 4/3", "--shards 4/3: the parts of 3 are 1/3 to 3/3")]
    [TestCase("--shards 0/0", "--shards 0/0: a run has at least one part")]
    [TestCase("--shards a/b", "--shards a/b: not a part of a whole; write it as 1/3, the first of three")]
    [TestCase("--shards 2", "--shards 2: not a part of a whole; write it as 1/3, the first of three")]
    [TestCase("--matrix 1.30..1.38", "--matrix 1.30..1.38: supported are 1.20 to 1.37")]
    [TestCase("--matrix 1.37..1.31", "--matrix 1.37..1.31: 1.37..1.31 begins after its end; write it as 1.31..1.37 or 1.20,1.25,1.36")]
    [TestCase("--matrix all", "--matrix all: \"all\" is no Kubernetes minor; write it as 1.31..1.37 or 1.20,1.25,1.36")]
    [TestCase("--matrix 1.36.5", "--matrix 1.36.5: 1.36.5 is a release, not a minor; write it as 1.31..1.37 or 1.20,1.25,1.36")]
    [TestCase("--matrix 1.31..1.37 --k8s 1.36", "--matrix 1.31..1.37: does not go with --k8s")]
    [TestCase("--matrix 1.31..1.37 --keep", "--matrix 1.31..1.37: does not go with --keep")]
    [TestCase("up --k8s 1.36.2", "--k8s 1.36.2: of 1.36 the embedded cluster plays 1.36.5 and no other release; write it as 1.36")]
    [TestCase("--filter zzz", "--filter zzz: no scenario has a name like that; there are: *; 1 とりあえず触ってみる*")]
    [TestCase("--manifests /no/such", "--manifests /no/such: there is no such folder")]
    [TestCase("up --port 65536", "--port 65536: give a number from 0 to 65535")]
    [TestCase("up --port x", "--port x: give a number from 0 to 65535")]
    [TestCase("up --nodes 0", "--nodes 0: give a number from 1 to 100")]
    [TestCase("up --kubeconfig /no/such/file", "--kubeconfig /no/such/file: the directory does not exist")]
    public async Task What_is_said_wrongly_gets_one_sentence_and_exit_code_2(string arguments, string sentence)
    {
        (await CommandLine.RunAsync(arguments.Split(' '), output, error)).Should().Be(2);

        error.ToString().TrimEnd().Should().Match($"run-e2e: {sentence}").And.NotContain("\n");
        output.ToString().Should().BeEmpty();
    }

    [Test]
    public async Task A_part_without_scenarios_says_so_and_is_no_failure()
    {
        (await CommandLine.RunAsync(["--cluster", "embedded", "--filter", "concepts.", "--shards", "7/7"], output, error)).Should().Be(0);

        output.ToString().TrimEnd().Should().Be("part 7/7 has no scenario: there are 6 to share");
        error.ToString().Should().BeEmpty();
    }

    [Test, NonParallelizable]
    public async Task In_a_matrix_a_minor_that_reads_the_manifests_not_is_a_column_that_failed()
    {
        using var folder = TestFolder.Create();
        folder.Write("m/x.yaml", "apiVersion: policy/v1beta1\nkind: PodSecurityPolicy\nmetadata: {name: a}\n");
        using var environment = new EnvironmentVariables(("HANDSON_RUN_DIR", folder.PathOf("run")));

        (await CommandLine.RunAsync(["--cluster", "embedded", "--matrix", "1.35..1.36", "--manifests", folder.PathOf("m")], output, error)).Should().Be(1);

        output.ToString().Should().Contain("1.35..1.36: ").And.Contain($"0 of 2 minors passed; report: {folder.PathOf("run/report.html")}");
        File.ReadAllText(folder.PathOf("run/report.html")).Should().Contain("not everything passed on 1.35..1.36");
        error.ToString().Should().BeEmpty();
    }

    [Test]
    public async Task A_port_in_use_is_said_so()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        using var folder = TestFolder.Create();

        (await CommandLine.RunAsync(["up", "--port", $"{port}", "--kubeconfig", folder.PathOf("kubeconfig")], output, error)).Should().Be(2);

        error.ToString().TrimEnd().Should().Be($"run-e2e: --port {port}: the port is in use on 127.0.0.1");
        File.Exists(folder.PathOf("kubeconfig")).Should().BeFalse();
    }

    [Test]
    public async Task Manifests_are_judged_before_anything_runs()
    {
        using var folder = TestFolder.Create();
        folder.Write("m/x.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspce: {}\n");

        (await CommandLine.RunAsync(["--cluster", "embedded", "--manifests", folder.PathOf("m")], output, error)).Should().Be(2);

        error.ToString().TrimEnd().Should().Be($"run-e2e: {folder.PathOf("m/x.yaml")}:4: unknown field \"spce\"");
        output.ToString().Should().BeEmpty();
    }

    [Test]
    public async Task A_cluster_alone_serves_and_says_what_it_publishes_until_it_is_stopped_and_takes_its_kubeconfig_away()
    {
        using var folder = TestFolder.Create();
        using var stop = new CancellationTokenSource();
        var lines = new LineWriter();
        var up = CommandLine.RunAsync(["up", "--kubeconfig", folder.PathOf("kubeconfig")], lines, error, stop.Token);

        (await lines.NextAsync("ready in ")).Should().Contain($"export KUBECONFIG={folder.PathOf("kubeconfig")}");
        var kubeconfig = await File.ReadAllTextAsync(folder.PathOf("kubeconfig"), stop.Token);
        kubeconfig.Should().Contain("docker-desktop");
        using var api = Kubeconfig.Parse(kubeconfig).Connect();
        await api.CreateAsync(KubeObject.Parse("""
            {"apiVersion":"v1","kind":"Service","metadata":{"name":"web","namespace":"default"},
             "spec":{"type":"NodePort","ports":[{"port":80}]}}
            """), stop.Token);
        (await lines.NextAsync("published ")).Should().StartWith("published default/web:80 at http://127.0.0.1:");
        await stop.CancelAsync();

        (await up).Should().Be(130);
        File.Exists(folder.PathOf("kubeconfig")).Should().BeFalse();
    }

    /// <summary>Hands out lines as they are written.</summary>
    private sealed class LineWriter : StringWriter
    {
        private readonly Channel<string> lines = Channel.CreateUnbounded<string>();

        /// <summary>The next line that begins so.</summary>
        public async Task<string> NextAsync(string start)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            return await lines.Reader.ReadAllAsync(patience.Token).FirstAsync(l => l.StartsWith(start, StringComparison.Ordinal));
        }

        public override void WriteLine(string? value) => lines.Writer.TryWrite(value ?? "");
    }
}
