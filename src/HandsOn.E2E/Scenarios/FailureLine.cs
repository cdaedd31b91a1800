using HandsOn.E2E.Manifests;
using HandsOn.E2E.Reporting;
using HandsOn.E2E.Tutorial;
using HandsOn.E2E.Waiting;

namespace HandsOn.E2E.Scenarios;

/// <summary>Finds the line to which a failure points: of the manifest that describes the object to blame, otherwise of the hands-on's text.</summary>
internal static class FailureLine
{
    public static SourceLine? Of(Exception failure, SourceLine? step, string manifests) => failure switch
    {
        TutorialException text => new(text.File, text.Line),
        ManifestException { Line: > 0 } manifest => new(ProjectFolders.Shown(manifest.File), manifest.Line),
        WaitException { Subject: { } subject } when Index(manifests)?.Find(subject) is { } line => line,
        _ => step,
    };

    // Manifests that cannot be read have failed elsewhere already, with their line.
    private static ManifestIndex? Index(string manifests)
    {
        try
        {
            return ManifestIndex.Read(manifests, ProjectFolders.Shown(manifests));
        }
        catch (ManifestException)
        {
            return null;
        }
    }
}
