using FluentAssertions;
using HandsOn.Scenarios.Running;
using NUnit.Framework;

/// <summary>Ends the session after the last scenario (outside of any namespace, so that it holds for all of them).</summary>
[SetUpFixture]
public sealed class SessionEnd
{
    /// <summary>Writes the reports and looks for what was left behind.</summary>
    [OneTimeTearDown]
    public async Task WriteReportsAndLookForLeaksAsync()
    {
        if (ScenarioSession.IsBorrowed) return;
        var report = await ScenarioSession.Current.EndAsync();
        if (report.Sections.Count == 0) return;
        TestContext.Progress.WriteLine($"report: {ScenarioSession.Current.ReportPath}");
        report.Leaks.Should().BeEmpty();
    }
}
