using System.Text.RegularExpressions;
using HandsOn.E2E.Clusters.Scopes;
using HandsOn.E2E.Diagnostics.RootCauses;
using HandsOn.E2E.Manifests;
using HandsOn.E2E.Reporting;
using HandsOn.E2E.Tutorial;
using HandsOn.E2E.Waiting;

namespace HandsOn.E2E.Scenarios;

/// <summary>Finds the line to which a failure points: of the manifest that says something wrong, otherwise of the hands-on's text.</summary>
internal static partial class FailureLine
{
    public static SourceLine? Of(Exception failure, SourceLine? step, string manifests, ClusterScope scope, Cause? likely = null)
    {
        ManifestIndex Index() => ManifestIndex.Read(manifests, ProjectFolders.Shown(manifests), scope);
        try
        {
            return failure switch
            {
                TutorialException text => OfRefusal(scope.AsWritten(text.Message), Index(), scope) ?? new(text.File, text.Line),
                ManifestException { Line: > 0 } manifest => new(ProjectFolders.Shown(manifest.File), manifest.Line),
                WaitException { Cause: { Culprit: { } culprit } cause } => Index().Find(culprit, cause.Field) ?? step,
                _ when likely?.Culprit is { } culprit => Index().Find(culprit, likely.Field) ?? step,
                _ => step,
            };
        }
        catch (ManifestException unreadable)
        {
            return new(unreadable.File, unreadable.Line);
        }
    }

    // What kubectl says of a manifest that the server refuses names the file, or the object, and often the field.
    private static SourceLine? OfRefusal(string message, ManifestIndex index, ClusterScope scope)
    {
        if (Invalid().Match(message) is { Success: true } invalid)
            return index.Find(new Subject(invalid.Groups["kind"].Value, scope.Namespace, invalid.Groups["name"].Value), invalid.Groups["field"].Value);
        if (File().Match(message) is not { Success: true } file) return null;
        var field = Field().Match(message) is { Success: true } found ? found.Groups["field"].Value
            : message.Contains("no matches for kind", StringComparison.Ordinal) ? "apiVersion" : "";
        return index.Find(Path.GetFileName(file.Value), field);
    }

    [GeneratedRegex(@"The (?<kind>\w+) ""(?<name>[^""]+)"" is invalid: \[?(?<field>[\w.\[\]]+): ")]
    private static partial Regex Invalid();

    [GeneratedRegex(@"examples/guestbook/[\w.-]+")]
    private static partial Regex File();

    [GeneratedRegex(@"(?:(?:unknown|duplicate) field ""|Go struct field \w+\.)(?<field>[\w.\[\]]+)")]
    private static partial Regex Field();
}
