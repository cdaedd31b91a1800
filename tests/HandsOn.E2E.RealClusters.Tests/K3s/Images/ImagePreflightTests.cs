using System.Net;
using FluentAssertions;
using HandsOn.E2E.Clusters;
using HandsOn.E2E.RealClusters.K3s.Engine;
using HandsOn.E2E.RealClusters.K3s.Images;
using HandsOn.E2E.RealClusters.Retries;
using HandsOn.E2E.RealClusters.Tests.Retries;
using HandsOn.Testing;
using NUnit.Framework;

namespace HandsOn.E2E.RealClusters.Tests.K3s.Images;

public sealed class ImagePreflightTests
{
    private const string Frontend = "gcr.io/google-samples/gb-frontend:v4";
    private const string Index = "application/vnd.oci.image.index.v1+json";
    private const string Schema1 = "application/vnd.docker.distribution.manifest.v1+prettyjws";

    private readonly FakeImages images = new();
    private readonly TransientFaults faults = new(new SkippingClock());
    private readonly ManualTimeProvider time = new();

    [Test]
    public async Task One_that_is_here_is_not_asked_for()
    {
        images.Here[Frontend] = "linux/amd64";
        images.Refusals[Frontend] = new("manifest unknown", HttpStatusCode.NotFound);

        (await CheckAsync()).Should().Be(new ImageVerdict(Named, IsHere: true, null));
    }

    [Test]
    public async Task One_that_a_registry_has_is_to_be_fetched()
    {
        images.Remote[Frontend] = new(Index, ["linux/amd64", "linux/arm64"]);

        (await CheckAsync()).Should().Be(new ImageVerdict(Named, IsHere: false, null));
    }

    [Test]
    public async Task A_manifest_that_names_no_platform_is_taken_as_it_is()
    {
        images.Remote[Frontend] = new("application/vnd.docker.distribution.manifest.v2+json", []);

        (await CheckAsync()).Why.Should().BeNull();
    }

    [Test]
    public async Task A_tag_that_is_gone_is_named_with_the_line_that_names_it() =>
        (await CheckAsync()).Why.Should().Be("gcr.io/google-samples/gb-frontend:v4: the registry has no such tag (named in frontend-deployment.yaml:20)");

    [TestCase(true, "gcr.io/google-samples/gb-frontend:v4: its manifest is of schema 1, which this cluster's containerd refuses (named in frontend-deployment.yaml:20)")]
    [TestCase(false, null)]
    public async Task A_manifest_of_schema_1_is_refused_by_those_that_refuse_it(bool refuses, string? why)
    {
        images.Remote[Frontend] = new(Schema1, []);

        (await CheckAsync(refuses)).Why.Should().Be(why);
    }

    [Test]
    public async Task A_platform_that_is_missing_is_named_beside_those_that_are_there()
    {
        images.Remote[Frontend] = new(Index, ["linux/arm64", "linux/arm64", "windows/amd64"]);

        (await CheckAsync()).Why.Should().Be("gcr.io/google-samples/gb-frontend:v4: there is none for linux/amd64, only for linux/arm64, windows/amd64 (named in frontend-deployment.yaml:20)");
    }

    [Test]
    public async Task One_of_another_platform_that_is_here_is_no_help()
    {
        images.Here[Frontend] = "linux/arm64";

        (await CheckAsync()).Why.Should().Be("gcr.io/google-samples/gb-frontend:v4: the one that is here is for linux/arm64, not linux/amd64, and the registry has no such tag (named in frontend-deployment.yaml:20)");
    }

    [Test]
    public async Task A_registry_that_does_not_answer_is_told_at_the_limit()
    {
        images.Hangs = true;

        var checking = CheckAsync();
        time.Advance(TimeSpan.FromSeconds(20));

        (await checking).Why.Should().Be("gcr.io/google-samples/gb-frontend:v4: it is not here, and its registry does not answer within 20 s (named in frontend-deployment.yaml:20)");
    }

    [Test]
    public async Task A_registry_that_has_a_fault_is_asked_again()
    {
        const string Said = "received unexpected HTTP status: 500 Internal Server Error";
        images.Refusals[Frontend] = new(Said, System.Net.HttpStatusCode.InternalServerError);

        (await CheckAsync()).Why.Should().Contain($"its registry answers: {Said}");
        faults.Counts.Should().BeEquivalentTo(new Dictionary<string, int> { ["registry 500"] = 6 });
    }

    [Test]
    public async Task Ctrl_C_ends_it()
    {
        images.Hangs = true;
        using var cancel = new CancellationTokenSource();

        var checking = Preflight().CheckAsync([Named], cancel.Token);
        await cancel.CancelAsync();

        await checking.Awaiting(c => c).Should().ThrowAsync<OperationCanceledException>();
    }

    [Test]
    public async Task Every_image_is_looked_at_once() => (await Preflight().CheckAsync([Named, new(Frontend, "another.yaml:1"), new("other:1")], default)).Should().HaveCount(2);

    [TestCase(404, "manifest for gcr.io/a:v4 not found: manifest unknown: Failed to fetch \"v4\"", "the registry has no such tag")]
    [TestCase(404, "errors: name unknown", "the registry has no such image")]
    [TestCase(403, "requested access to the resource is denied", "its registry has no such repository, or asks for a login")]
    [TestCase(401, "unauthorized: authentication required", "its registry has no such repository, or asks for a login")]
    [TestCase(500, "pull access denied for x, repository does not exist or may require 'docker login'", "its registry has no such repository, or asks for a login")]
    [TestCase(500, "Get \"https://gcr.io/v2/\": dial tcp: lookup gcr.io: no such host", "it is not here, and its registry cannot be reached: Get \"https://gcr.io/v2/\": dial tcp: lookup gcr.io: no such host")]
    [TestCase(500, "[DEPRECATION NOTICE] Docker Image Format v1 and Docker Image manifest version 2, schema 1 support is disabled by default", "its manifest is of schema 1, which this Docker engine refuses")]
    [TestCase(500, "toomanyrequests: rate limit", "it is not here, and its registry answers: toomanyrequests: rate limit")]
    public void What_a_registry_refuses_is_one_sentence(int status, string said, string sentence) => RegistryRefusal.Sentence(new(said, (HttpStatusCode)status)).Should().Be(sentence);

    [TestCase("redis", "redis", "latest", "redis:latest")]
    [TestCase("docker.io/redis:6.0.5", "docker.io/redis", "6.0.5", "docker.io/redis:6.0.5")]
    [TestCase("localhost:5000/a/b", "localhost:5000/a/b", "latest", "localhost:5000/a/b:latest")]
    [TestCase("localhost:5000/a/b:1", "localhost:5000/a/b", "1", "localhost:5000/a/b:1")]
    [TestCase("a/b@sha256:12", "a/b", "sha256:12", "a/b@sha256:12")]
    [TestCase("a/b:1@sha256:12", "a/b", "sha256:12", "a/b@sha256:12")]
    [TestCase("r:5000/b@sha256:12", "r:5000/b", "sha256:12", "r:5000/b@sha256:12")]
    public void A_name_is_read_as_runtimes_read_it(string name, string repository, string tag, string whole)
    {
        var reference = ImageReference.Parse(name);

        (reference.Repository, reference.TagOrDigest, reference.Name).Should().Be((repository, tag, whole));
    }

    private static NamedImage Named => new(Frontend, "frontend-deployment.yaml:20");

    private ImagePreflight Preflight(bool refusesSchema1 = true) =>
        new(images, "linux/amd64", refusesSchema1, TimeSpan.FromSeconds(20), faults, time);

    private async Task<ImageVerdict> CheckAsync(bool refusesSchema1 = true) => (await Preflight(refusesSchema1).CheckAsync([Named], default)).Single();
}
