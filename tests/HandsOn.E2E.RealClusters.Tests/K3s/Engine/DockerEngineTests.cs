using System.Net;
using System.Net.Sockets;
using FluentAssertions;
using HandsOn.E2E.RealClusters.K3s.Engine;
using HandsOn.E2E.RealClusters.K3s.Images;
using HandsOn.Testing;
using NUnit.Framework;

namespace HandsOn.E2E.RealClusters.Tests.K3s.Engine;

public sealed class DockerEngineTests
{
    private readonly FakeEngine fake = new();

    [Test]
    public async Task It_speaks_the_newest_API_that_an_older_engine_has()
    {
        fake.On("GET /version", """{"ApiVersion":"1.41","MinAPIVersion":"1.12","Version":"20.10.24"}""").On("GET /v1.41/info", "{}");

        await fake.Client.AgreeAsync(TimeSpan.FromSeconds(5), TimeProvider.System, default);
        await fake.Client.InfoAsync(default);

        fake.Requests.Should().Equal("GET /version", "GET /v1.41/info");
        fake.Client.Version.MustBeSaid.Should().BeTrue();
    }

    [Test]
    public async Task An_engine_that_does_not_answer_gets_one_sentence_at_the_limit()
    {
        var time = new ManualTimeProvider();
        fake.On("GET /version", async cancel =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancel);
            return new();
        });

        var agreeing = fake.Client.AgreeAsync(TimeSpan.FromSeconds(5), time, default);
        time.Advance(TimeSpan.FromSeconds(5));

        await agreeing.Awaiting(a => a).Should().ThrowAsync<EngineException>().WithMessage("no Docker engine: /var/run/docker.sock does not answer within 5 s");
    }

    [Test]
    public async Task A_command_gives_both_streams_and_its_exit_code()
    {
        fake.On("POST /containers/c/exec", """{"Id":"e"}""").On("GET /exec/e/json", """{"ExitCode":3}""")
            .On("POST /exec/e/start", [.. FakeEngine.Piece("one "), .. FakeEngine.Piece("oh", error: true), .. FakeEngine.Piece("two")]);

        var result = await fake.Client.ExecAsync("c", ["kubectl", "get pods"], new Dictionary<string, string> { ["TZ"] = "UTC" }, "/tmp");

        result.Should().Be(new ExecResult(3, "one two", "oh"));
        fake.Bodies[0].Should().Contain("\"Cmd\":[\"kubectl\",\"get pods\"]").And.Contain("\"Env\":[\"TZ=UTC\"]").And.Contain("\"WorkingDir\":\"/tmp\"");
    }

    [Test]
    public async Task Lines_of_a_log_are_whole_whatever_the_pieces()
    {
        fake.On("GET /containers/c/logs", [.. FakeEngine.Piece("a", error: true), .. FakeEngine.Piece("x\ny"), .. FakeEngine.Piece("b\nc\n", error: true), .. FakeEngine.Piece("z\r\n")]);
        var lines = new List<string>();

        await fake.Client.FollowLogAsync("c", lines.Add, default);

        lines.Should().Equal("x", "ab", "c", "yz");
    }

    [Test]
    public async Task What_is_gone_already_is_removed()
    {
        await fake.Client.RemoveContainerAsync("c", default);

        fake.Requests.Should().Equal("DELETE /containers/c?force=1&v=1");
    }

    [Test]
    public async Task What_somebody_else_removes_is_waited_for()
    {
        fake.On("DELETE /containers/c", """{"message":"removal of container c is already in progress"}""", HttpStatusCode.Conflict).On("POST /containers/c/wait", "{}");

        await fake.Client.RemoveContainerAsync("c", default);

        fake.Requests.Should().Equal("DELETE /containers/c?force=1&v=1", "POST /containers/c/wait?condition=removed");
    }

    [Test]
    public async Task A_refusal_is_what_the_engine_says()
    {
        fake.On("GET /info", "{\"message\":\"disk\\nfull\"}", HttpStatusCode.InternalServerError);

        var refusal = await fake.Client.Awaiting(c => c.InfoAsync(default)).Should().ThrowAsync<EngineException>().WithMessage("disk full");

        refusal.Which.Status.Should().Be(HttpStatusCode.InternalServerError);
    }

    [Test]
    public async Task An_image_of_a_registry_has_a_format_and_platforms()
    {
        fake.On("GET /distribution/docker.io/redis:6/json", """
            {"Descriptor":{"mediaType":"application/vnd.oci.image.index.v1+json"},
             "Platforms":[{"os":"linux","architecture":"amd64"},{"os":"linux","architecture":"arm64"},{"os":"unknown","architecture":"unknown"}]}
            """);

        var remote = await fake.Client.RemoteAsync(ImageReference.Parse("docker.io/redis:6"), default);

        remote.MediaType.Should().Be("application/vnd.oci.image.index.v1+json");
        remote.Platforms.Should().Equal("linux/amd64", "linux/arm64");
    }

    [Test]
    public async Task Containers_networks_and_volumes_are_found_by_one_label()
    {
        fake.On("GET /containers/json", """[{"Id":"1","Names":["/c"],"Labels":{"run":"r"}}]""").On("GET /networks?", """[{"Id":"2","Name":"n"}]""")
            .On("GET /volumes?", """{"Volumes":[{"Name":"v"}]}""");

        var found = await fake.Client.FindAsync("run", default, "r");

        found.Select(t => $"{t}: {t.Removal}").Should().Equal("container c: docker rm -f -v c", "network n: docker network rm n", "volume v: docker volume rm v");
        fake.Requests.Should().OnlyContain(r => r.Contains("""filters={"label":["run=r"]}"""));
    }

    [Test]
    public async Task A_socket_at_which_nobody_listens_is_one_sentence()
    {
        var path = Path.Combine(Path.GetTempPath(), $"handson-{Environment.ProcessId}.sock");
        using (var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)) socket.Bind(new UnixDomainSocketEndPoint(path));
        var connecting = () => DockerEngine.ConnectAsync(new(new($"unix://{path}"), Named: true), TimeSpan.FromSeconds(5), TimeProvider.System, default);

        File.WriteAllText(path + ".file", "");
        (await connecting.Should().ThrowAsync<EngineException>()).Which.Message.Should().StartWith("no Docker engine: ").And.Contain(path);
        File.Delete(path + ".file");
        File.Delete(path);
    }
}
