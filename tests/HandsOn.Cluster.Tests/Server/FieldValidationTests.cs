using System.Net;
using System.Text;
using FluentAssertions;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Server;

[TestFixture]
public sealed class FieldValidationTests
{
    [TestCase(24, "?fieldValidation=Strict", HttpStatusCode.Created, false)]
    [TestCase(25, "?fieldValidation=Strict", HttpStatusCode.BadRequest, false)]
    [TestCase(24, "", HttpStatusCode.Created, false)]
    [TestCase(25, "", HttpStatusCode.Created, true)]
    public async Task An_unknown_field_is_looked_for_from_1_25_on(int minor, string query, HttpStatusCode expected, bool isWarned)
    {
        await using var server = await TestApiServer.StartAsync(new() { Minor = minor });
        using var body = new StringContent("""{"metadata":{"name":"default"},"speck":{}}""", Encoding.UTF8, "application/json");

        using var answer = await server.Admin.PostAsync($"/api/v1/namespaces{query}", body);

        answer.StatusCode.Should().Be(expected);
        answer.Headers.Contains("Warning").Should().Be(isWarned);
    }
}
