using FluentAssertions;
using HandsOn.E2E.Kubectl;
using HandsOn.E2E.Tests.Support;
using HandsOn.E2E.Tutorials.Following;
using HandsOn.E2E.Tutorials.Parsing;
using HandsOn.E2E.Tutorials.Texts;
using HandsOn.E2E.Versions;
using NUnit.Framework;

namespace HandsOn.E2E.Tutorials.Tests.Following;

public sealed class TutorialFollowerTests
{
    private readonly RecordingKubectl kubectl = new();
    private WorkFolder folder = null!;

    [SetUp]
    public void MakeFolder() => folder = TestFolder.Create();

    [TearDown]
    public void DeleteFolder() => folder.Dispose();

    [Test]
    public async Task An_edit_changes_the_value_and_nothing_else()
    {
        folder.Write("f.yaml", "a: 1\n  replicas: 1\nb: 2\n");

        await FollowAsync("# A\n$ vi f.yaml\nline 2: replicas: 1 <- 2に変更\n");

        File.ReadAllText(folder.PathOf("f.yaml")).Should().Be("a: 1\n  replicas: 2\nb: 2\n");
    }

    [TestCase("replicas: 3", "text.md:3: line 1 of f.yaml is \"replicas: 3\", not \"replicas: 1\"")]
    [TestCase("", "text.md:3: line 1 of f.yaml is \"\", not \"replicas: 1\"")]
    public async Task An_edit_complains_when_the_line_does_not_hold_the_old_text(string line, string message)
    {
        folder.Write("f.yaml", line);
        var follow = () => FollowAsync("# A\n$ vi f.yaml\nline 1: replicas: 1 <- 2に変更\n");

        await follow.Should().ThrowAsync<TutorialException>().WithMessage(message);
    }

    [Test]
    public async Task An_edit_of_a_missing_file_names_the_line_of_the_text()
    {
        var follow = () => FollowAsync("# A\n$ vi no.yaml\nline 1: a <- b\n");

        await follow.Should().ThrowAsync<TutorialException>().WithMessage("text.md:2: there is no file no.yaml to edit");
    }

    [Test]
    public async Task A_here_document_writes_its_file()
    {
        await FollowAsync("# A\n$ cat << 'EOT' >./f.yaml\nkind: X\n# no heading\nEOT\n");

        File.ReadAllText(folder.PathOf("f.yaml")).Should().Be("kind: X\n# no heading\n");
    }

    [Test]
    public async Task A_command_that_kubectl_refuses_names_the_line_the_command_and_the_reason()
    {
        kubectl.Answer = _ => (1, "", "error: no\n");
        var follow = () => FollowAsync("# A\n$ kubectl apply -f x.yaml\n");

        await follow.Should().ThrowAsync<TutorialException>().WithMessage("text.md:2: \"kubectl apply -f x.yaml\" ended with exit code 1: error: no");
    }

    [Test]
    public async Task Generated_names_in_the_text_stand_for_live_objects()
    {
        await FollowAsync("# A\n$ kubectl describe rs web-6cb7f8bd65\n$ kubectl logs web-6cb7f8bd65-gjd29\n$ kubectl delete pod web-6cb7f8bd65-jsh8h\n$ kubectl get pod other-6cb7f8bd65\n");

        kubectl.Calls.Should().Equal("describe rs web-bbbbbbbbb", "logs web-bbbbbbbbb-zzzzz", "delete pod web-bbbbbbbbb-aaaaa", "get pod other-6cb7f8bd65");
    }

    [Test]
    public async Task A_sample_pod_without_a_live_one_says_so()
    {
        var follow = () => FollowAsync("# A\n$ kubectl logs web-6cb7f8bd65-aaaaa\n$ kubectl logs web-6cb7f8bd65-bbbbb\n$ kubectl logs web-6cb7f8bd65-ccccc\n");

        await follow.Should().ThrowAsync<TutorialException>()
            .WithMessage("text.md:4: web-6cb7f8bd65-ccccc stands for pod 3 of Deployment web, which has 2 (web-bbbbbbbbb-zzzzz, web-bbbbbbbbb-aaaaa)");
    }

    private async Task FollowAsync(string source)
    {
        var text = TutorialParser.Parse(source, "text.md", [], new KubernetesMinor(36));
        var follower = new TutorialFollower(text, kubectl, folder, _ => Task.FromResult(Live));
        foreach (var step in text.Section("A").Steps) await follower.FollowAsync(step);
    }

    // Two revisions of one Deployment; the pods in the order in which they appeared.
    private static LiveObjects Live { get; } = new(
        [Objects.ReplicaSet("web-aaaaaaaaa", "web", revision: 2, replicas: 0), Objects.ReplicaSet("web-bbbbbbbbb", "web", revision: 1, replicas: 2)],
        [Objects.Pod("web-bbbbbbbbb-zzzzz", "web-bbbbbbbbb"), Objects.Pod("web-bbbbbbbbb-aaaaa", "web-bbbbbbbbb")]);
}
