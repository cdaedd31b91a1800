using FluentAssertions;
using HandsOn.E2E.Clusters;
using HandsOn.E2E.RealClusters.K3s.Images;
using HandsOn.E2E.RealClusters.Retries;
using HandsOn.E2E.RealClusters.Tests.Retries;
using HandsOn.E2E.Reporting;
using HandsOn.Testing;
using NUnit.Framework;

namespace HandsOn.E2E.RealClusters.Tests.K3s.Images;

public sealed class ImagePullTests
{
    private readonly FakeImages images = new();
    private readonly ManualTimeProvider time = new();
    private readonly StringWriter said = new();
    private readonly TransientFaults faults = new(new SkippingClock());

    [Test]
    public async Task It_says_what_it_fetches_and_what_it_has_fetched()
    {
        images.Pull.AddRange([
            """{"status":"Pulling from library/redis","id":"6"}""",
            """{"status":"Already exists","id":"a"}""",
            """{"status":"Pulling fs layer","id":"b"}""",
            """{"status":"Downloading","id":"b","progressDetail":{"current":1000000,"total":30000000}}""",
            """{"status":"Download complete","id":"b"}""",
            """{"status":"Extracting","id":"b","progressDetail":{"current":1}}""",
            """{"status":"Pull complete","id":"b"}""",
            """{"status":"Digest: sha256:12"}""",
        ]);

        await Pull().RunAsync("redis:6", default);

        said.ToString().ReplaceLineEndings("\n").Should().Be("image redis:6: being fetched\nimage redis:6: fetched (2 of 2 layers, 30 of 30 MB, 0.0 s)\n");
        images.Platforms.Should().Equal("linux/amd64");
    }

    [Test]
    public async Task One_that_does_not_move_is_given_up_with_a_sentence()
    {
        images.Pull.AddRange(["""{"status":"Pulling fs layer","id":"a"}""", """{"status":"Downloading","id":"a","progressDetail":{"current":1000000,"total":5000000}}"""]);
        images.Hangs = true;

        var pulling = Pull().RunAsync("redis:6", default);
        time.Advance(TimeSpan.FromMinutes(1));

        await pulling.Awaiting(p => p).Should().ThrowAsync<ClusterException>()
            .WithMessage("image redis:6: nothing more of it came for 60 s (0 of 1 layers, 1 of 5 MB); its registry is slow or does not answer");
    }

    [Test]
    public async Task What_goes_wrong_on_the_way_is_one_sentence()
    {
        images.Pull.Add("""{"errorDetail":{"message":"x"},"error":"manifest for redis:6 not found: manifest unknown: manifest unknown"}""");

        await Pull().Awaiting(p => p.RunAsync("redis:6", default)).Should().ThrowAsync<ClusterException>().WithMessage("image redis:6: the registry has no such tag");
    }

    [TestCase("received unexpected HTTP status: 503 Service Unavailable", "registry 503", "its registry answers: received unexpected *")]
    [TestCase("unexpected status from GET request to https://r.example.com/x: 502 Bad Gateway", "registry 502", "its registry answers: *")]
    [TestCase("read tcp 10.0.0.1:1->10.0.0.2:443: read: connection reset by peer", "connection lost", "its registry answers: *")]
    [TestCase("Get \"https://r.example.com/v2/\": dial tcp: lookup r.example.com: no such host", null, "its registry cannot be reached: *")]
    [TestCase("toomanyrequests: You have reached your pull rate limit.", null, "its registry answers: *", Description = "for hours")]
    public async Task It_begins_again_where_a_transient_fault_ended_it(string error, string? cause, string sentence)
    {
        images.Pull.Add($$"""{"error":{{System.Text.Json.JsonSerializer.Serialize(error)}}}""");

        await Pull().Awaiting(p => p.RunAsync("redis:6", default)).Should().ThrowAsync<ClusterException>()
            .WithMessage($"image redis:6: it is not here, and {sentence}");

        faults.Counts.Should().BeEquivalentTo(cause is null ? [] : new Dictionary<string, int> { [cause] = 6 });
        images.Platforms.Should().HaveCount(cause is null ? 1 : 7);
    }

    [Test]
    public async Task Ctrl_C_ends_it()
    {
        images.Hangs = true;
        using var cancel = new CancellationTokenSource();

        var pulling = Pull().RunAsync("redis:6", cancel.Token);
        await cancel.CancelAsync();

        await pulling.Awaiting(p => p).Should().ThrowAsync<OperationCanceledException>();
    }

    private ImagePull Pull() => new(images, "linux/amd64", TimeSpan.FromMinutes(1), new TextProgress(said), faults, time);
}
