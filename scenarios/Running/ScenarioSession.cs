using HandsOn.E2E.Reporting;
using HandsOn.E2E.Scenarios;
using HandsOn.Scenarios.Support;
using NUnit.Framework;

namespace HandsOn.Scenarios.Running;

/// <summary>The session that this assembly's scenarios belong to: one from the environment, unless whoever runs them has brought another.</summary>
public static class ScenarioSession
{
    private static readonly Lazy<IReadOnlyList<string>> All = new(() => ScenarioRunner.FullNames(null));
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

    /// <summary>Why a scenario is another job's affair; <see langword="null"/> where it is to run here. Whoever lends a session has chosen already.</summary>
    /// <param name="scenario">Its full name.</param>
    internal static string? WhyNotHere(string scenario) =>
        !IsBorrowed && Current.Settings.Shard is { } shard && All.Value.Contains(scenario) && !shard.Of(All.Value).Contains(scenario)
            ? $"HANDSON_SHARDS={shard}: this scenario is in another part"
            : null;

    private static RunSession FromEnvironment()
    {
        var settings = ScenarioSettings.FromEnvironment(Environment.GetEnvironmentVariable, Providers.All);
        return new(settings, Providers.All.Find(settings.Provider), new TextProgress(TestContext.Progress), TimeProvider.System, ScenarioPlan.Of(settings));
    }
}
