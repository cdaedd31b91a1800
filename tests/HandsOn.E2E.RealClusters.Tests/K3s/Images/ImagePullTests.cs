using FluentAssertions;
using HandsOn.E2E.Clusters;
using HandsOn.E2E.RealClusters.K3s.Images;
using HandsOn.E2E.Reporting;
using HandsOn.Testing;
using NUnit.Framework;

namespace HandsOn.E2E.RealClusters.Tests.K3s.Images;

public sealed class ImagePullTests
{
    private readonly FakeImages images = new();
    private readonly ManualTimeProvider time = new();
    private readonly StringWriter said = new();

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

    [Test]
    public async Task Ctrl_C_ends_it()
    {
        images.Hangs = true;
        using var cancel = new CancellationTokenSource();

        var pulling = Pull().RunAsync("redis:6", cancel.Token);
        await cancel.CancelAsync();

        await pulling.Awaiting(p => p).Should().ThrowAsync<OperationCanceledException>();
    }

    private ImagePull Pull() => new(images, "linux/amd64", TimeSpan.FromMinutes(1), new TextProgress(said), time);
}
