using HandsOn.E2E.Reporting;

namespace HandsOn.E2E.Tests.Support;

/// <summary>A run with one section that passed and one that failed.</summary>
internal static class Reports
{
    public static SectionReport Passed { get; } = new("2 scale", TimeSpan.FromSeconds(1.5), [new("two pods", TimeSpan.FromSeconds(0.5))])
    {
        Provider = "embedded",
        Kubernetes = "v1.36.5",
        Kubectl = "v1.32.4",
        UnverifiedImages = ["example.com/thing:v1"],
    };

    public static SectionReport Failed { get; } = new("4 change, a pod", TimeSpan.FromSeconds(2), [
        new("memory: 120Mi", TimeSpan.FromSeconds(1))
        {
            Command = "kubectl apply -f \u001b[1mx.yaml", Output = "error: <no>", Line = new("fixtures/tutorial/text.md", 121), Failure = "refused: \"<no>\"\nat all", Note = "amended",
        },
    ])
    {
        Provider = "embedded",
        Kubernetes = "v1.36.5",
        Kubectl = "v1.32.4",
        Failure = "refused: \"<no>\"\nat all",
        FailedAt = new("guestbook/a,b.yaml", 23),
        Artifacts = "artifacts/x",
    };

    public static RunReport Run { get; } = new(new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero), TimeSpan.FromSeconds(4), [Passed, Failed], []);
}
