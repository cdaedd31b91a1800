using HandsOn.E2E.Kubectl;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Support;

/// <summary>A work folder of one test, deleted with it.</summary>
internal static class TestFolder
{
    public static WorkFolder Create() =>
        new(Path.Combine(Path.GetTempPath(), $"handson-tests-{Environment.ProcessId}-{TestContext.CurrentContext.Test.ID}"));
}
