using FluentAssertions;
using HandsOn.E2E.Tutorials.Amendments;
using HandsOn.E2E.Tutorials.Parsing;
using HandsOn.E2E.Tutorials.Texts;
using HandsOn.E2E.Versions;
using NUnit.Framework;

namespace HandsOn.E2E.Tutorials.Tests.Parsing;

public sealed class TutorialParserTests
{
    [TestCase("$ rm -rf /", "\"rm -rf /\" is refused: a hands-on may call kubectl, write a file with a here-document and edit one with vi")]
    [TestCase("$ kubectl get pods | xargs kill", "\"kubectl get pods | xargs kill\" is refused: no shell runs here, so '|' means nothing; quote it")]
    [TestCase("$ kubectl get pods $(id)", "\"kubectl get pods $(id)\" is refused: no shell runs here, so '$' means nothing; quote it")]
    [TestCase("$ kubectl get \"`id`\"", "\"kubectl get \"`id`\"\" is refused: no shell runs here, so '`' means nothing; use single quotes")]
    [TestCase("$ kubectl get 'pods", "\"kubectl get 'pods\" is refused: a quote is not closed")]
    [TestCase("$ kubectl apply -f https://example.com/x.yaml", "https://example.com/x.yaml is refused: a run downloads nothing; an amendment can name a local file instead")]
    [TestCase("$ kubectl apply -f ../x.yaml", "../x.yaml is refused: a hands-on works inside its own work folder")]
    [TestCase("$ kubectl apply --filename=/etc/x.yaml", "/etc/x.yaml is refused: a hands-on works inside its own work folder")]
    [TestCase("$ kubectl --kubeconfig=x get pods", "\"kubectl --kubeconfig=x get pods\" is refused: a hands-on may use annotate*")]
    [TestCase("$ kubectl get pods --server=https://example.com", "--server is refused: a hands-on works on the run's own cluster")]
    [TestCase("$ kubectl proxy", "\"kubectl proxy\" is refused: a hands-on may use annotate*")]
    [TestCase("$ kubectl config set x y", "\"kubectl config set x y\" is refused: of config a hands-on may use current-context*")]
    [TestCase("$ cat << 'EOT' >/etc/passwd\nx\nEOT", "/etc/passwd is refused: a hands-on works inside its own work folder")]
    [TestCase("$ cat << 'EOT' >x\ny", "the here-document that ends with EOT has no end")]
    [TestCase("$ vi x.yaml", "nothing says what to change in x.yaml; write \"line N: old <- new\" below the command")]
    public void What_is_not_allowed_is_refused_with_the_line_of_the_text(string typed, string message)
    {
        var parse = () => Parse("# A\n\n" + typed);

        parse.Should().Throw<TutorialException>().WithMessage("text.md:3: " + message.Replace("?", "\\?")).Which.Line.Should().Be(3);
    }

    [TestCase("kubectl label pod -l 'a in (b,c)' x=\"two words\" y=\\'", "label|pod|-l|a in (b,c)|x=two words|y='")]
    [TestCase("kubectl exec pod -- ls /etc", "exec|pod|--|ls|/etc")]
    [TestCase("kubectl annotate pod x y=''", "annotate|pod|x|y=")]
    [TestCase("kubectl get  pods   -o wide ", "get|pods|-o|wide")]
    public void Words_are_split_as_a_shell_splits_them(string typed, string words) =>
        Parse($"# A\n$ {typed}").Section("A").Steps.OfType<KubectlStep>().Single().Arguments.Should().Equal(words.Split('|'));

    [Test]
    public void A_section_holds_the_steps_of_the_smaller_headings_below_it_and_no_others()
    {
        var text = Parse("# A\n## B\n### C\n$ kubectl get pods\n### D\n$ kubectl get svc\n## E\n$ kubectl get rs\n");

        text.Section("A").Steps.Should().HaveCount(3);
        text.Section("B").Steps.Select(s => s.Title).Should().Equal("C", "D");
        text.Section("B").StepUnder("D").Typed.Should().Be("kubectl get svc");
        text.Section("E").Steps.Single().Line.Should().Be(8);
    }

    [Test]
    public void A_heading_that_is_missing_is_named_with_those_that_are_there()
    {
        var find = () => Parse("# A\n## B").Section("C");

        find.Should().Throw<TutorialException>().WithMessage("text.md:1: the text has no heading \"C\"; it has \"A\", \"B\"");
    }

    [Test]
    public void An_amendment_that_does_not_fit_the_text_is_refused_with_its_line()
    {
        var amendment = new Amendment(2, 2, null, null, ["$ kubectl get pod"], ["$ kubectl get pods"], "why");
        var parse = () => TutorialParser.Parse("# A\n$ kubectl get po\n", "text.md", [amendment], new KubernetesMinor(36));

        parse.Should().Throw<TutorialException>()
            .WithMessage("text.md:2: an amendment does not fit the text any more: it expects \"$ kubectl get pod\" here, not \"$ kubectl get po\"");
    }

    [Test]
    public void Lines_below_an_amendment_that_adds_lines_keep_their_numbers()
    {
        var amendment = new Amendment(2, 2, null, null, ["$ kubectl get po"], ["$ kubectl get pods", "$ kubectl get svc"], "why");
        var text = TutorialParser.Parse("# A\n$ kubectl get po\n$ kubectl get rs\n", "text.md", [amendment], new KubernetesMinor(36));

        text.Section("A").Steps.Select(s => (s.Line, s.Typed)).Should().Equal((2, "kubectl get pods"), (2, "kubectl get svc"), (3, "kubectl get rs"));
    }

    private static TutorialText Parse(string text) => TutorialParser.Parse(text, "text.md", [], new KubernetesMinor(36));
}
