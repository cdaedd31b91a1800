using System.Net;
using FluentAssertions;
using HandsOn.E2E.RealClusters.K3s.Engine;
using HandsOn.E2E.RealClusters.K3s.Images;
using HandsOn.E2E.RealClusters.Tests.K3s.Engine;
using NUnit.Framework;

namespace HandsOn.E2E.RealClusters.Tests.K3s.Images;

public sealed class ImageVolumeTests
{
    private readonly FakeEngine engine = new();

    public ImageVolumeTests() => engine.On("GET /images/get", "an archive").On("POST /volumes/create", "{}").On("POST /containers/create", """{"Id":"h"}""")
        .On("PUT /containers/h/archive", "").On("DELETE /containers/h", "");

    [Test]
    public async Task Images_are_saved_once_into_a_volume_by_a_container_that_never_starts()
    {
        (await MakeAsync()).Should().Be("an archive".Length);

        engine.Requests.Should().Equal(
            "GET /images/get?names=a:1&names=b:2", "POST /volumes/create", "POST /containers/create", "PUT /containers/h/archive?path=/images", "DELETE /containers/h?force=1&v=1");
        engine.Bodies[1].Should().Be("""{"Name":"handson-test-images","Labels":{"run":"r"}}""");
        engine.Bodies[3].Should().Contain("images.tar").And.Contain("an archive");
        File.Exists(Path.Combine(Path.GetTempPath(), "handson-test-images.tar")).Should().BeFalse();
    }

    [Test]
    public async Task Where_that_fails_neither_container_nor_file_stay()
    {
        engine.On("PUT /containers/h/archive", "{\"message\":\"disk full\"}", HttpStatusCode.InternalServerError);

        await FluentActions.Awaiting(MakeAsync).Should().ThrowAsync<EngineException>().WithMessage("disk full");

        engine.Requests[^1].Should().Be("DELETE /containers/h?force=1&v=1");
        File.Exists(Path.Combine(Path.GetTempPath(), "handson-test-images.tar")).Should().BeFalse();
    }

    private Task<long> MakeAsync() => ImageVolume.MakeAsync(
        engine.Client, "handson-test-images", [ImageReference.Parse("a:1"), ImageReference.Parse("b:2")], new Dictionary<string, string> { ["run"] = "r" }, "rancher/k3s:v1", default);
}
