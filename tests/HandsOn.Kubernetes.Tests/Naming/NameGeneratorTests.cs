using FluentAssertions;
using HandsOn.Kubernetes.Naming;
using NUnit.Framework;

namespace HandsOn.Kubernetes.Tests.Naming;

public class NameGeneratorTests
{
    [Test]
    public void Generate_appends_five_safe_characters() =>
        new SeededRandomSource(1).Generate("frontend-").Should().MatchRegex("^frontend-[bcdfghjklmnpqrstvwxz2456789]{5}$");

    [Test]
    public void Generate_cuts_a_long_base_so_that_the_name_is_a_label() =>
        new SeededRandomSource(1).Generate(new string('a', 80)).Should().HaveLength(63).And.StartWith(new string('a', 58));

    [Test]
    public void The_same_seed_gives_the_same_names_and_uids()
    {
        var (one, two) = (new SeededRandomSource(7), new SeededRandomSource(7));
        (one.Generate("a-"), one.NewUid()).Should().Be((two.Generate("a-"), two.NewUid()));
    }

    [Test]
    public void NewUid_is_a_random_uuid() =>
        new SeededRandomSource(3).NewUid().Should().MatchRegex("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$");
}
