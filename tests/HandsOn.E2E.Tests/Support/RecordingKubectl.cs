using HandsOn.E2E.Kubectl;

namespace HandsOn.E2E.Tests.Support;

/// <summary>A kubectl that only remembers what it was asked.</summary>
internal sealed class RecordingKubectl : IKubectl
{
    public List<string> Calls { get; } = [];

    public Func<string, (int ExitCode, string Output, string Error)> Answer { get; set; } = _ => (0, "", "");

    public KubectlBinary Binary { get; } = new("kubectl", "v1.36.2");

    public Task<KubectlResult> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellation = default)
    {
        var command = string.Join(' ', arguments);
        Calls.Add(command);
        var (exitCode, output, error) = Answer(command);
        return Task.FromResult(new KubectlResult(arguments, exitCode, output, error, TimeSpan.Zero));
    }
}
