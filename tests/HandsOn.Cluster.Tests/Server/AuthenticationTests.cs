using System.Net.Http.Headers;
using FluentAssertions;
using HandsOn.Cluster.Api.Authentication;
using HandsOn.Cluster.Api.Authorization;
using HandsOn.Cluster.Api.Requests;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Server;

public class AuthenticationTests
{
    private const string Path = "/api/v1/namespaces/default/configmaps";

    private TestApiServer server = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => server = await TestApiServer.StartAsync(
        new() { Definitions = TestDefinitions.All, Authorizer = _ => new OnlyAdministrators() }, o => o with { Authenticators = [new OneToken()] });

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task A_certificate_says_who_asks()
    {
        var refused = await MessageAsync(server.ClientFor("jane", "devs"), Request());

        refused.Should().Be("configmaps is forbidden: User \"jane\" cannot list resource \"configmaps\" in API group \"\" in the namespace \"default\"");
    }

    [Test]
    public async Task The_certificate_of_another_authority_is_refused()
    {
        using var stranger = new CertificateAuthority();
        using var certificate = stranger.IssueClient("admin", "system:masters");
        using var handler = new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true, ClientCertificates = [certificate] } };
        using var client = new HttpClient(handler) { BaseAddress = server.Host.Address };

        ((int)(await client.GetAsync(Path)).StatusCode).Should().Be(401);
    }

    [TestCase("good", 200)]
    [TestCase("bad", 401)]
    public async Task A_token_counts_where_an_authenticator_knows_it(string token, int code)
    {
        using var request = Request();
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);

        ((int)(await server.Anonymous.SendAsync(request)).StatusCode).Should().Be(code);
    }

    [Test]
    public async Task An_administrator_can_act_as_somebody_else()
    {
        using var request = Request();
        request.Headers.Add("Impersonate-User", "bob");

        (await MessageAsync(server.Admin, request)).Should().StartWith("configmaps is forbidden: User \"bob\" cannot list");
    }

    [Test]
    public async Task Nobody_else_can()
    {
        using var request = Request();
        request.Headers.Add("Impersonate-User", "admin");
        request.Headers.Add("Impersonate-Group", "system:masters");

        (await MessageAsync(server.ClientFor("jane"), request)).Should().Be(
            "users \"admin\" is forbidden: User \"jane\" cannot impersonate resource \"users\" in API group \"\" at the cluster scope");
    }

    [TestCase("Impersonate-Group", "devs", "requested &user.DefaultInfo{Name:\"\", UID:\"\", Groups:[]string{\"devs\"}, Extra:map[string][]string(nil)} without impersonating a user name")]
    [TestCase("Impersonate-Uid", "7", "requested &user.DefaultInfo{Name:\"\", UID:\"7\", Groups:[]string(nil), Extra:map[string][]string(nil)} without impersonating a user name")]
    [TestCase("Impersonate-Extra-Scopes", "view",
        "requested &user.DefaultInfo{Name:\"\", UID:\"\", Groups:[]string(nil), Extra:map[string][]string{\"scopes\":[]string{\"view\"}}} without impersonating a user name")]
    public async Task Nobody_can_act_as_somebody_without_a_name(string header, string value, string message)
    {
        using var request = Request();
        request.Headers.Add(header, value);

        using var response = await server.Admin.SendAsync(request);

        ((int)response.StatusCode).Should().Be(400);
        var status = JsonText.ParseMap(await response.Content.ReadAsStringAsync());
        status.String("reason").Should().Be("BadRequest");
        status.String("message").Should().Be(message);
    }

    [TestCase("Impersonate-Group", "devs", "{Group  devs    }")]
    [TestCase("Impersonate-Uid", "7", "{UID  7  authentication.k8s.io/v1  }")]
    [TestCase("Impersonate-Extra-Scopes", "view", "{UserExtra  view  authentication.k8s.io/v1  scopes}")]
    public async Task Before_1_36_that_is_said_in_other_words(string header, string value, string shown)
    {
        await using var old = await TestApiServer.StartAsync(new() { Definitions = TestDefinitions.All, Minor = 35 });
        using var request = Request();
        request.Headers.Add(header, value);

        (await MessageAsync(old.Admin, request)).Should().Be($"requested [{shown}] without impersonating a user");
    }

    [Test]
    public async Task Paths_that_are_for_no_resource_are_guarded_too() =>
        (await MessageAsync(server.Anonymous, new HttpRequestMessage(HttpMethod.Get, "/apis"))).Should().Be(
            "forbidden: User \"system:anonymous\" cannot get path \"/apis\"");

    private static HttpRequestMessage Request() => new(HttpMethod.Get, Path);

    private static async Task<string?> MessageAsync(HttpClient client, HttpRequestMessage request) =>
        JsonText.ParseMap(await (await client.SendAsync(request)).Content.ReadAsStringAsync()).String("message");

    private sealed class OnlyAdministrators : IAuthorizer
    {
        public (bool Allowed, string Reason) Authorize(AccessAttributes access) => (access.User.Groups.Contains("system:masters"), "");
    }

    private sealed class OneToken : IAuthenticator
    {
        public UserInfo? Authenticate(Credentials credentials) => credentials.Token switch
        {
            null => null,
            "good" => new UserInfo("token-user", ["system:masters"]),
            _ => throw StatusErrors.Unauthorized(),
        };
    }
}
