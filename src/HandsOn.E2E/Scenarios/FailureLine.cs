using System.Text.RegularExpressions;
using HandsOn.E2E.Api;
using HandsOn.E2E.Diagnostics.RootCauses;
using HandsOn.E2E.Inputs;
using HandsOn.E2E.Scopes;
using HandsOn.E2E.Waiting;

namespace HandsOn.E2E.Scenarios;

/// <summary>Finds the line to which a failure points: of a manifest that says something wrong, else of the text that the step follows.</summary>
/// <param name="manifests">The manifests that the scenario has used.</param>
/// <param name="scope">The part of the cluster in which their names stand.</param>
internal sealed partial class FailureLine(IReadOnlyList<BroughtManifests> manifests, ClusterScope scope)
{
    /// <summary>The line; <see langword="null"/> where nothing points to one.</summary>
    /// <param name="failure">What a step failed with.</param>
    /// <param name="step">The line that the step follows.</param>
    /// <param name="likely">The likely cause, where one was looked for.</param>
    public SourceLine? Of(Exception failure, SourceLine? step, Cause? likely = null)
    {
        try
        {
            return failure switch
            {
                SourceException { Line: > 0 } wrong =>
                    OfRefusal(scope.AsWritten(wrong.Message)) ?? new(ProjectFolders.Shown(wrong.File), wrong.Line),
                WaitException { Cause: { Culprit: not null } cause } => First(m => m.Find(cause, scope)) ?? step,
                _ => (likely is null ? null : First(m => m.Find(likely, scope))) ?? step,
            };
        }
        catch (ManifestException unreadable)
        {
            return new(unreadable.File, unreadable.Line);
        }
    }

    // What kubectl says of a manifest that the server refuses names the file, or the object, and often the field.
    private SourceLine? OfRefusal(string message)
    {
        if (Invalid().Match(message) is { Success: true } invalid)
        {
            var refused = new Subject(invalid.Groups["kind"].Value, scope.Namespace, invalid.Groups["name"].Value);
            return First(m => m.Find(refused, invalid.Groups["field"].Value, scope));
        }
        var field = Field().Match(message) is { Success: true } found ? found.Groups["field"].Value
            : message.Contains("no matches for kind", StringComparison.Ordinal) ? "apiVersion" : "";
        return First(m => m.FindNamed(message, field, scope));
    }

    private SourceLine? First(Func<BroughtManifests, SourceLine?> find) => manifests.Select(find).FirstOrDefault(line => line is not null);

    [GeneratedRegex(@"The (?<kind>\w+) ""(?<name>[^""]+)"" is invalid: \[?(?<field>[\w.\[\]]+): ")]
    private static partial Regex Invalid();

    [GeneratedRegex(@"(?:(?:unknown|duplicate) field ""|Go struct field \w+\.)(?<field>[\w.\[\]]+)")]
    private static partial Regex Field();
}
