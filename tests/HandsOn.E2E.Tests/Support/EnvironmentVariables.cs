using NUnit.Framework;

namespace HandsOn.E2E.Tests.Support;

/// <summary>Sets variables of this process for one test.</summary>
internal sealed class EnvironmentVariables : IDisposable
{
    private readonly List<(string Name, string? Value)> before = [];

    public EnvironmentVariables(params (string Name, string? Value)[] variables)
    {
        foreach (var (name, value) in variables)
        {
            before.Add((name, Environment.GetEnvironmentVariable(name)));
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    public void Dispose()
    {
        foreach (var (name, value) in before) Environment.SetEnvironmentVariable(name, value);
    }
}

/// <summary>The tests say the same inside a job on GitHub, whose table and annotations are not theirs to write.</summary>
[SetUpFixture]
public sealed class OutsideOfAnyJob
{
    private EnvironmentVariables? none;

    [OneTimeSetUp]
    public void ForgetTheJob() => none = new(("GITHUB_ACTIONS", null), ("GITHUB_STEP_SUMMARY", null), ("GITHUB_WORKSPACE", null));

    [OneTimeTearDown]
    public void RememberTheJob() => none?.Dispose();
}
