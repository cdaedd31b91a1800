using HandsOn.E2E.Inputs;
using HandsOn.E2E.Scenarios;
using HandsOn.E2E.Tutorials;

namespace HandsOn.Scenarios.Support;

/// <summary>The hands-on's text, as a run follows it.</summary>
public static class HandsOnText
{
    /// <summary>The place of the guestbook's manifests in the reader's work folder.</summary>
    public const string Guestbook = "examples/guestbook";

    /// <summary>The text with its amendments, for the run's ingress controller, and with the manifests that the run tests.</summary>
    public static TutorialSource For(ScenarioSettings settings)
    {
        var text = TutorialSource.Of(Path.Combine(ProjectFolders.Fixtures("tutorial"), "kubernetes-handson.md")) with
        {
            Files = [new(ProjectFolders.Fixtures("guestbook"), Guestbook)],
            Words = Words(new(settings.IngressClass)),
        };
        return text.WithFilesOf(settings.Manifests);
    }

    // The names that the amendments leave open.
    private static Dictionary<string, string> Words(IngressController ingress) => new()
    {
        ["ingressClass"] = ingress.Class,
        ["ingressController"] = ingress.IsNginx
            ? "fixtures/ingress-nginx holds the manifest for every minor"
            : $"the class {ingress.Class} serves, whose controller is there already, so that the file installs nothing",
    };
}
