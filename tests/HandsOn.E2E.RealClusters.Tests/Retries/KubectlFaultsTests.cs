using FluentAssertions;
using HandsOn.E2E.Kubectl;
using HandsOn.E2E.RealClusters.Retries;
using NUnit.Framework;

namespace HandsOn.E2E.RealClusters.Tests.Retries;

public sealed class KubectlFaultsTests
{
    private const string Busy =
        "Error from server (TooManyRequests): error when creating \"a.yaml\": the server has received too many requests";
    private const string NotUp = "Error from server (InternalError): error when creating \"a.yaml\": Internal error occurred: "
        + "failed calling webhook \"w\": failed to call webhook: Post \"https://w\": dial tcp 10.0.0.1:443: connect: connection refused";

    [TestCase("apply -f a.yaml", Busy, "429")]
    [TestCase("-n web apply -f a.yaml", NotUp, "webhook not up")]
    [TestCase("get pods", "Error from server (ServiceUnavailable): the server is currently unable to handle the request", "503")]
    [TestCase("describe pod a", "Get \"https://x\": read tcp 127.0.0.1:1->127.0.0.1:2: read: connection reset by peer", "connection lost")]
    [TestCase("logs a", "unexpected EOF", "connection lost")]
    [TestCase("create -f a.yaml", Busy, null, Description = "some of it may be there already")]
    [TestCase("rollout undo deployment a", NotUp, null, Description = "the second undoes the first")]
    [TestCase("scale deployment get --replicas=2", Busy, null)]
    [TestCase("exec a -- get", Busy, null)]
    [TestCase("get pods", "Error from server (NotFound): pods \"a\" not found", null)]
    [TestCase("get pods", "The connection to the server 127.0.0.1:1 was refused - did you specify the right host?", null)]
    [TestCase("apply -f a.yaml", "Error from server (Forbidden): pods is forbidden", null)]
    [TestCase("apply -f a.yaml", "The Pod \"a\" is invalid: spec.containers: Required value", null)]
    [TestCase("apply -f a.yaml", "Error from server (Conflict): Operation cannot be fulfilled", null)]
    public async Task A_command_is_given_again_where_that_does_no_harm_and_may_help(string command, string error, string? cause)
    {
        var faults = new TransientFaults(new SkippingClock(), new() { Retries = 1 });
        var kubectl = new RetryingKubectl(faults, new Failing(error));

        (await kubectl.RunAsync(command.Split(' '))).Error.Should().Be(error);

        faults.Counts.Keys.Should().Equal(cause is null ? [] : [cause]);
    }

    private sealed class Failing(string error) : IKubectl
    {
        public KubectlBinary Binary { get; } = new("kubectl", "v1.36.2");

        public Task<KubectlResult> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellation = default) =>
            Task.FromResult(new KubectlResult(arguments, 1, "", error, TimeSpan.Zero));
    }
}
