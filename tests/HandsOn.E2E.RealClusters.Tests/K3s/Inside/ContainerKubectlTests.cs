using FluentAssertions;
using HandsOn.E2E.Kubectl;
using HandsOn.E2E.RealClusters.K3s.Engine;
using HandsOn.E2E.RealClusters.K3s.Inside;
using HandsOn.E2E.Tests.Support;
using HandsOn.Testing;
using NUnit.Framework;

namespace HandsOn.E2E.RealClusters.Tests.K3s.Inside;

public sealed class ContainerKubectlTests : IDisposable
{
    private readonly FakeContainer container = new();
    private readonly ManualTimeProvider time = new();
    private readonly WorkFolder folder = TestFolder.Create();

    public void Dispose() => folder.Dispose();

    [Test]
    public async Task It_is_asked_which_one_it_is_where_nobody_knows()
    {
        container.Answer = (_, _) => Task.FromResult(new ExecResult(0, "Client Version: v1.36.5+k3s1\nKustomize Version: v5.8.0\n", ""));

        (await ContainerKubectl.OpenAsync(container, folder, "config", null, time, default)).Binary.Version.Should().Be("v1.36.5+k3s1");
    }

    [Test]
    public async Task A_container_without_one_is_told_in_one_sentence()
    {
        container.Answer = (_, _) => Task.FromResult(new ExecResult(127, "", "exec: \"kubectl\": not found\n"));

        await FluentActions.Awaiting(() => ContainerKubectl.OpenAsync(container, folder, "config", null, time, default)).Should().ThrowAsync<KubectlException>()
            .WithMessage("the kubectl of k3s does not say which one it is (exit code 127): exec: \"kubectl\": not found");
    }

    [Test]
    public async Task It_sees_the_files_of_the_work_folder_as_they_are_when_a_command_begins()
    {
        var kubectl = await OpenAsync();
        folder.Write("examples/a.yaml", "one");
        folder.Write("b.yaml", "two");
        await kubectl.RunAsync(["apply", "-f", "b.yaml"]);
        container.Files.Should().BeEquivalentTo(new Dictionary<string, string>
        {
            ["/tmp/handson/.home/kubeconfig"] = "config",
            ["/tmp/handson/examples/a.yaml"] = "one",
            ["/tmp/handson/b.yaml"] = "two",
        });

        container.Files.Clear();
        folder.Write("b.yaml", "three");
        File.Delete(folder.PathOf("examples/a.yaml"));
        await kubectl.RunAsync(["get", "pods"]);

        container.Files.Should().BeEquivalentTo(new Dictionary<string, string> { ["/tmp/handson/b.yaml"] = "three" });
        container.Commands.Should().Contain("rm -f -- examples/a.yaml");
    }

    [Test]
    public async Task Arguments_reach_it_as_they_are()
    {
        var kubectl = await OpenAsync();
        container.Answer = (_, _) => Task.FromResult(new ExecResult(1, "out", "err"));

        var result = await kubectl.RunAsync(["get", "a b", "$HOME"]);

        (result.ExitCode, result.Output, result.Error).Should().Be((1, "out", "err"));
        container.Commands[^1].Should().Be("sh -c echo $$ > .home/call.$0; exec kubectl \"$@\" 1 get a b $HOME");
    }

    [Test]
    public async Task What_does_not_end_in_time_is_killed()
    {
        var kubectl = await OpenAsync();
        HangOnce();

        var running = kubectl.RunAsync(["wait"]);
        time.Advance(TimeSpan.FromMinutes(1));

        await running.Awaiting(r => r).Should().ThrowAsync<KubectlException>().WithMessage("\"kubectl wait\" did not end within 60 s and was stopped");
        container.Commands[^1].Should().Be("sh -c kill -9 $(cat .home/call.$0) 1");
    }

    [Test]
    public async Task What_is_called_off_is_killed_too()
    {
        var kubectl = await OpenAsync();
        using var cancel = new CancellationTokenSource();
        HangOnce();

        var running = kubectl.RunAsync(["wait"], cancel.Token);
        await cancel.CancelAsync();

        await running.Awaiting(r => r).Should().ThrowAsync<OperationCanceledException>();
        container.Commands[^1].Should().StartWith("sh -c kill -9");
    }

    private async Task<ContainerKubectl> OpenAsync() => await ContainerKubectl.OpenAsync(container, folder, "config", new("kubectl", "v1.36.5"), time, default);

    private void HangOnce() => container.Answer = async (command, cancel) =>
    {
        if (!command[^1].Equals("wait", StringComparison.Ordinal)) return new(0, "", "");
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancel);
        return new(0, "", "");
    };
}
