using HandsOn.E2E.Reporting;
using HandsOn.E2E.Scenarios;
using HandsOn.Scenarios.Support;
using NUnit.Framework;

namespace HandsOn.Scenarios.Running;

/// <summary>The session that this assembly's scenarios belong to: one from the environment, unless whoever runs them has brought another.</summary>
public static class ScenarioSession
{
    private static Lazy<RunSession> current = new(FromEnvironment);

    /// <summary>The session.</summary>
    public static RunSession Current => current.Value;

    /// <summary>Whether somebody else ends the session.</summary>
    internal static bool IsBorrowed { get; private set; }

    /// <summary>Uses a session that somebody else has made and will end.</summary>
    internal static void Use(RunSession session)
    {
        current = new(session);
        IsBorrowed = true;
    }

    private static RunSession FromEnvironment()
    {
        Providers.Register();
        return new(ScenarioSettings.FromEnvironment(Environment.GetEnvironmentVariable), new TextProgress(TestContext.Progress), TimeProvider.System, new() { Images = Images.All });
    }
}
