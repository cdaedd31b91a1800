using DotNet.Testcontainers.Configurations;
using DotNet.Testcontainers.Containers;
using FluentAssertions;
using HandsOn.E2E.RealClusters.K3s;
using HandsOn.E2E.RealClusters.K3s.Leftovers;
using NUnit.Framework;

namespace HandsOn.E2E.RealClusters.Tests.K3s;

[NonParallelizable]
public sealed class EngineSessionTests
{
    private readonly bool before = TestcontainersSettings.ResourceReaperEnabled;

    [TearDown]
    public void PutBack() => TestcontainersSettings.ResourceReaperEnabled = before;

    [TestCase(true, false, true)]
    [TestCase(true, true, false)]
    [TestCase(false, false, false)]
    public void The_reaper_takes_away_what_is_not_to_be_kept(bool reaper, bool keep, bool reaped)
    {
        TestcontainersSettings.ResourceReaperEnabled = reaper;

        var labels = EngineSession.Labels("run", "cluster", keep);

        labels[RunLabels.RunLabel].Should().Be("run");
        labels[RunLabels.ClusterLabel].Should().Be("cluster");
        labels.ContainsKey(ResourceReaper.ResourceReaperSessionLabel).Should().Be(reaped);
    }
}
