using HandsOn.E2E.Tests.Support;
using NUnit.Framework;

namespace HandsOn.E2E.Tests;

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
