using FluentAssertions;
using HandsOn.Kubernetes.Json;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Server;

/// <summary>Paths and parameters that lead nowhere, with what a real 1.36 answered to each.</summary>
public class OddRequestTests
{
    private const string NotFound = "the server could not find the requested resource";
    private const string NotAllowed = "the server does not allow this method on the requested resource";

    private TestApiServer server = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => server = await TestApiServer.StartAsync(new());

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [TestCase("GET", "/api/v1/pods/x", 404, NotFound)]
    [TestCase("GET", "/apis/apps/v2", 404, NotFound)]
    [TestCase("GET", "/api/v2", 404, NotFound)]
    [TestCase("GET", "/api/v1/namespaces/default/nodes", 404, NotFound)]
    [TestCase("GET", "/api/v1/namespaces/default/pods/x/nope", 404, NotFound)]
    [TestCase("POST", "/api/v1/pods", 405, NotAllowed)]
    [TestCase("PUT", "/api/v1/namespaces/default/pods", 405, NotAllowed)]
    [TestCase("DELETE", "/api/v1/namespaces", 405, NotAllowed)]
    [TestCase("PATCH", "/api/v1/namespaces/default/configmaps", 405, NotAllowed)]
    [TestCase("POST", "/api/v1/namespaces/default/pods/x/status", 405, NotAllowed)]
    [TestCase("GET", "/api/v1/namespaces/default/configmaps?limit=abc", 400, "strconv.ParseInt: parsing \"abc\": invalid syntax")]
    [TestCase("GET", "/api/v1/configmaps?watch=1&resourceVersion=x", 500, "resourceVersion: Invalid value: \"x\": strconv.ParseUint: parsing \"x\": invalid syntax")]
    [TestCase("GET", "/api/v1/configmaps?continue=x&resourceVersion=5", 400, "invalid continue token: continue key is not valid: illegal base64 data at input byte 0")]
    [TestCase("GET", "/api/v1/namespaces/default/configmaps/x?resourceVersion=99999", 504, "Timeout: Too large resource version: 99999, current: 1")]
    public async Task Is_answered_with_a_status(string method, string path, int code, string message)
    {
        var response = await server.Admin.SendAsync(TestApiServer.Request(HttpMethod.Parse(method), path, method == "GET" ? null : "{}"));

        ((int)response.StatusCode).Should().Be(code);
        JsonText.ParseMap(await response.Content.ReadAsStringAsync()).String("message").Should().Be(message);
    }

    [TestCase("/api/v1/namespaces/%2e%2e/pods", 500, "invalid key: \"/pods/..\"")]
    [TestCase("/api/v1/namespaces/../pods", 500, "invalid key: \"/pods/..\"")]
    [TestCase("/api/v1/namespaces/%2E/services?watch=1", 500, "invalid key: \"/services/specs/.\"")]
    [TestCase("/api/v1/namespaces/%2e%2e/configmaps/x", 500, "invalid key: \"/configmaps/../x\"")]
    [TestCase("/api/v1/namespaces/default/pods/%2e%2e", 400, "Name parameter invalid: \"..\": may not be '..'")]
    [TestCase("/api/v1/namespaces/default/pods/a%25b", 400, "Name parameter invalid: \"a%b\": may not contain '%'")]
    [TestCase("/api/v1/namespaces/default%2Fpods%2Fx", 404, "pods \"x\" not found")]
    public async Task Is_taken_as_it_is_written_however_odd_the_path(string path, int code, string message)
    {
        var written = new Uri(server.Host.Address.GetLeftPart(UriPartial.Authority) + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

        using var response = await server.Admin.GetAsync(written);

        ((int)response.StatusCode).Should().Be(code);
        JsonText.ParseMap(await response.Content.ReadAsStringAsync()).String("message").Should().Be(message);
    }

    [TestCase("1.1", 60_000)]
    [TestCase("1.1", 1_000_000)]
    [TestCase("2.0", 60_000)]
    [TestCase("2.0", 1_000_000)]
    public async Task Is_read_up_to_a_mebibyte(string version, int length)
    {
        using var response = await SendLongAsync(version, length);

        ((int)response.StatusCode).Should().Be(400);
        JsonText.ParseMap(await response.Content.ReadAsStringAsync()).String("message").Should().Contain("must be no more than 63 ");
    }

    [TestCase(0, 1_060_000)]
    [TestCase(30_000, 1_040_000)]
    public async Task Is_too_large_together_with_its_headers_beyond_a_mebibyte(int header, int length)
    {
        using var response = await SendLongAsync("1.1", length, header);

        ((int)response.StatusCode).Should().Be(431);
        (await response.Content.ReadAsStringAsync()).Should().Be("431 Request Header Fields Too Large");
        response.Headers.ConnectionClose.Should().BeTrue();
    }

    private async Task<HttpResponseMessage> SendLongAsync(string version, int length, int header = 0)
    {
        var path = "/api/v1/namespaces/default/configmaps?labelSelector=" + new string('a', length);
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Version = new Version(version), VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        request.Headers.Add("X-Padding", new string('x', header));
        return await server.Admin.SendAsync(request);
    }

    [TestCase("/apis/nope")]
    [TestCase("/apis/nope/v1/things")]
    [TestCase("/foo")]
    public async Task Is_answered_in_plain_text_where_nobody_is_in_charge(string path)
    {
        var response = await server.Admin.GetAsync(path);

        ((int)response.StatusCode).Should().Be(404);
        (await response.Content.ReadAsStringAsync()).Should().Be("404 page not found\n");
    }
}
