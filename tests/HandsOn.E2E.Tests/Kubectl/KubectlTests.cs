using System.Net;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using FluentAssertions;
using HandsOn.E2E.Kubectl;
using HandsOn.E2E.Tests.Support;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Kubectl;

/// <summary>How kubectl is found, fetched and run. The kubectl here is a shell script, so these need a Unix.</summary>
[Platform(Exclude = "Win"), UnsupportedOSPlatform("windows")]
public sealed class KubectlTests
{
    private WorkFolder folder = null!;

    [SetUp]
    public void MakeFolder() => folder = TestFolder.Create();

    [TearDown]
    public void DeleteFolder() => folder.Dispose();

    [TestCase("Client Version: v1.36.2\\nKustomize Version: v5.8.1", "v1.36.2")]
    [TestCase("Client Version: version.Info{Major:\"1\", Minor:\"20\", GitVersion:\"v1.20.15\", GitCommit:\"8f1\"}", "v1.20.15")]
    [TestCase("Client Version: v1.32.4-dispatcher", "v1.32.4-dispatcher")]
    public async Task The_version_is_what_kubectl_says_of_itself(string says, string version)
    {
        var script = Script($"printf '{says}'");

        (await Locate(script).FindAsync()).Should().Be(new KubectlBinary(script, version));
    }

    [Test]
    public async Task The_first_on_the_PATH_is_taken()
    {
        var script = Script("echo 'Client Version: v1.30.1'");
        var locator = new KubectlLocator(n => n == "PATH" ? $"/nowhere:{folder.Root}" : null, NoDownload, TimeProvider.System);

        (await locator.FindAsync()).Path.Should().Be(script);
    }

    [Test]
    public async Task A_name_in_HANDSON_KUBECTL_that_is_no_file_is_refused() =>
        await Locate("/no/kubectl").Invoking(l => l.FindAsync()).Should().ThrowAsync<KubectlException>()
            .WithMessage("HANDSON_KUBECTL names /no/kubectl, but there is no such file");

    [Test]
    public async Task Where_none_can_be_had_one_sentence_says_how_to_install_it() =>
        await new KubectlLocator(_ => null, NoDownload, TimeProvider.System).Invoking(l => l.FindAsync()).Should().ThrowAsync<KubectlException>()
            .WithMessage("No kubectl was found, and https://dl.k8s.io/release/v1.36.2/bin/*/kubectl cannot be fetched (*): install kubectl (https://kubernetes.io/docs/tasks/tools/), or name one in HANDSON_KUBECTL.");

    [Test]
    public async Task A_download_is_checked_and_kept()
    {
        var requests = new List<string>();
        var bytes = "#!/bin/sh\n"u8.ToArray();
        var download = Download(requests, bytes, Convert.ToHexStringLower(SHA256.HashData(bytes)));

        var path = await download.GetAsync();
        (await download.GetAsync()).Should().Be(path);

        File.ReadAllBytes(path).Should().Equal(bytes);
        File.GetUnixFileMode(path).Should().HaveFlag(UnixFileMode.UserExecute);
        requests.Should().HaveCount(2, "the second time it comes from the cache");
    }

    [Test]
    public async Task A_download_that_is_not_what_its_checksum_says_is_thrown_away()
    {
        await Download([], [1, 2, 3], "00").Invoking(d => d.GetAsync()).Should().ThrowAsync<KubectlException>().WithMessage("*is not what its checksum says*nothing was kept");

        Directory.EnumerateFiles(folder.Root, "kubectl*", SearchOption.AllDirectories).Should().BeEmpty();
    }

    [Test]
    public async Task A_call_sees_only_its_work_folder()
    {
        var kubectl = Runner("echo $KUBECONFIG; echo $HOME; echo \"$HTTPS_PROXY\"; pwd; echo warned >&2; exit 3");

        var result = await kubectl.RunAsync(["get", "pods"]);

        result.Output.Should().Be($"{folder.Kubeconfig}\n{folder.Home}\n\n{folder.Root}\n");
        result.Error.Should().Be("warned\n");
        result.Invoking(r => r.EnsureSuccess()).Should().Throw<KubectlException>().WithMessage("\"kubectl get pods\" ended with exit code 3: *warned");
    }

    [Test]
    public async Task A_call_that_does_not_end_in_time_is_stopped()
    {
        var kubectl = new KubectlRunner(new(Script("echo begun; exec sleep 600"), "v1.36.2"), folder, TimeProvider.System) { Timeout = TimeSpan.FromMilliseconds(300) };

        await kubectl.Invoking(k => k.RunAsync(["get", "pods"])).Should().ThrowAsync<KubectlException>()
            .WithMessage("\"kubectl get pods\" did not end within 0.3 s and was stopped; it had written: *");
        ChildProcess.Running.Should().Be(0);
    }

    [Test]
    public async Task A_cancelled_call_leaves_no_process()
    {
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Runner("exec sleep 600").Invoking(k => k.RunAsync(["get"], cancel.Token)).Should().ThrowAsync<OperationCanceledException>();
        ChildProcess.Running.Should().Be(0);
    }

    private KubectlDownload NoDownload => new(new HttpClient(new Answers(_ => throw new HttpRequestException("no network"))), folder.PathOf("cache"));

    private KubectlLocator Locate(string named) => new(n => n == "HANDSON_KUBECTL" ? named : null, NoDownload, TimeProvider.System);

    private KubectlRunner Runner(string script) => new(new(Script(script), "v1.36.2"), folder, TimeProvider.System);

    private KubectlDownload Download(List<string> requests, byte[] bytes, string checksum) => new(new HttpClient(new Answers(request =>
    {
        requests.Add(request.RequestUri!.AbsolutePath);
        return new(HttpStatusCode.OK) { Content = request.RequestUri.AbsolutePath.EndsWith(".sha256") ? new StringContent(checksum + "\n") : new ByteArrayContent(bytes) };
    })), folder.PathOf("cache"));

    private string Script(string body)
    {
        var path = folder.PathOf("kubectl");
        File.WriteAllText(path, "#!/bin/sh\n" + body + "\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    private sealed class Answers(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(answer(request));
    }
}
