using HandsOn.E2E.Clusters;
using HandsOn.E2E.Scenarios;
using HandsOn.Scenarios.Support;

namespace HandsOn.Scenarios.Running;

/// <summary>Facts about the scenarios of this assembly that are known before they begin.</summary>
internal static class ScenarioPlan
{
    /// <summary>The plan of a run.</summary>
    /// <param name="settings">How the scenarios run.</param>
    /// <param name="scenarios">How many there are; 0 where nobody knows.</param>
    public static RunPlan Of(ScenarioSettings settings, int scenarios = 0) => new()
    {
        Scenarios = scenarios,
        Images = [.. HandsOnText.For(settings).Images, .. Images.All.Select(image => new NamedImage(image, "the scenarios"))],
    };
}
