using NUnit.Framework;

// Two at a time: a scenario mostly waits for kubectl, and a desk has two cores to spare.
[assembly: FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[assembly: Parallelizable(ParallelScope.All)]
[assembly: LevelOfParallelism(2)]
