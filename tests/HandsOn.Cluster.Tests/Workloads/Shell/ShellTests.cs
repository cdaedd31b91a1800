using FluentAssertions;
using HandsOn.Cluster.Tests.Network;
using HandsOn.Workloads.Catalog;
using HandsOn.Workloads.Containers;
using HandsOn.Workloads.Images;
using HandsOn.Workloads.Shell;
using HandsOn.Workloads.Shell.Tools;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Workloads.Shell;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ShellTests
{
    private readonly TestPods pods = new();

    [TestCase("echo hello; echo world", "hello\nworld\n")]
    [TestCase("false && echo no || echo yes", "yes\n")]
    [TestCase("A=1; B=\"$A 2\"; echo \"${B}\" ${C:-none} '$A'", "1 2 none $A\n")]
    [TestCase("for i in a b c; do [ $i = b ] && continue; echo -n $i; done; echo", "ac\n")]
    [TestCase("i=0; while true; do i=$((i+1)); if [ $i -ge 3 ]; then break; fi; done; echo $i", "3\n")]
    [TestCase("seq 5 | grep -v 3 | tail -n 2", "4\n5\n")]
    [TestCase("seq 100000 | head -n 1", "1\n")]
    [TestCase("echo one > /tmp/f; echo two >> /tmp/f; cat < /tmp/f; wc -l /tmp/f", "one\ntwo\n2\n")]
    [TestCase("echo gone 2>/dev/null >&2; echo $(echo $(echo in)); echo `echo back`", "in\nback\n")]
    [TestCase("f() { echo \"$1-$#\"; return 3; }; f x y; echo $?", "x-2\n3\n")]
    [TestCase("case web-1 in db*) echo db;; web*|www) echo web;; esac", "web\n")]
    [TestCase("cat <<EOT\nx $HOSTNAME_X\nEOT\necho end", "x \nend\n")]
    [TestCase("nope; echo $?", "sh: nope: not found\n127\n")]
    [TestCase("cat /missing", "cat: can't open '/missing': No such file or directory\n")]
    [TestCase("printf '%s=%d\\n' a 1 b 2; ( exit 4 ); echo $?", "a=1\nb=2\n4\n")]
    [TestCase("X=5 env | grep X; export Y=6; env | grep Y; hostname; ls /tmp/none", "X=5\nY=6\npod-1\nls: /tmp/none: No such file or directory\n")]
    [TestCase("date -u +%Y-%m-%d; date", "2026-01-01\nThu Jan 1 00:00:00 UTC 2026\n")]
    [TestCase("echo a &&", "sh: syntax error: unexpected end of file\n")]
    public async Task Scripts_print_what_busybox_prints(string script, string expected)
    {
        using var pod = pods.Attach("10.1.0.2");
        var container = new TestContainer(pod.Network, pods.Clock, "sh", "-c", script);

        await container.Start(new ShellProgram(Toolbox.Busybox));

        container.Log.Should().Be(expected);
    }

    [TestCase("exit 7", 7)]
    [TestCase("set -e; false; echo no", 1)]
    [TestCase("test -n ''", 1)]
    [TestCase("nope", 127)]
    public async Task The_scripts_status_is_the_exit_code(string script, int expected)
    {
        using var pod = pods.Attach("10.1.0.2");
        var container = new TestContainer(pod.Network, pods.Clock, "/bin/sh", "-c", script);

        (await container.Start(new ShellProgram(Toolbox.Busybox))).Should().Be(expected);
    }

    [Test]
    public async Task Sleep_waits_on_the_clusters_clock_and_ends_when_the_container_stops()
    {
        using var pod = pods.Attach("10.1.0.2");
        var sleeping = new TestContainer(pod.Network, pods.Clock, "sleep", "60");
        var forever = new TestContainer(pod.Network, pods.Clock, "sh", "-c", "while true; do sleep 3600; done");
        var program = new ShellProgram(Toolbox.Busybox).RunAsync(sleeping, CancellationToken.None);
        var endless = forever.Start(new ShellProgram(Toolbox.Busybox));

        program.IsCompleted.Should().BeFalse();
        pods.Clock.Advance(TimeSpan.FromSeconds(60));
        (await program).Should().Be(0);

        forever.Kill();
        (await endless).Should().Be(143);
    }

    [Test]
    public async Task An_executable_that_the_image_does_not_have_is_named()
    {
        using var pod = pods.Attach("10.1.0.2");
        var container = new TestContainer(pod.Network, pods.Clock, "python", "-V");

        await container.Invoking(c => c.Start(new ShellProgram(Toolbox.Busybox))).Should()
            .ThrowAsync<ExecutableNotFoundException>().WithMessage("exec: \"python\": executable file not found in $PATH");
    }

    [TestCase("wget -qO- http://10.1.0.9/", "<title>Welcome to nginx!</title>", 0)]
    [TestCase("curl -s -o /dev/null -w '%{http_code}' http://10.1.0.9/nothing", "404", 0)]
    [TestCase("wget -qO- http://10.1.0.9/nothing", "wget: server returned error: HTTP/1.1 404 Not Found", 1)]
    [TestCase("curl -s http://10.1.0.9:81/; echo $?", "7", 0)]
    [TestCase("curl http://10.1.0.9:81/", "curl: (7) Failed to connect to 10.1.0.9 port 81", 7)]
    [TestCase("wget -qO- http://web/", "wget: bad address 'web'", 1)]
    [TestCase("nc -zv 10.1.0.9 80", "10.1.0.9 (10.1.0.9:80) open", 0)]
    [TestCase("nslookup web", ";; connection timed out; no servers could be reached", 1)]
    public async Task Tools_reach_servers_over_the_network(string script, string expected, int code)
    {
        using var nginx = pods.Attach("10.1.0.9");
        using var pod = pods.Attach("10.1.0.2");
        var image = new ImageCatalog().Pull("nginx:1.27").Image!;
        var server = new TestContainer(nginx.Network, pods.Clock, [.. image.Command]);
        var serving = server.Start(image.Program());
        await server.OpensAsync(80);
        var container = new TestContainer(pod.Network, pods.Clock, "sh", "-c", script);

        (await container.Start(new ShellProgram(Toolbox.Busybox.With(CurlTool.All)))).Should().Be(code);

        container.Log.Should().Contain(expected);
        server.Kill();
        (await serving).Should().Be(0);
    }
}
