using System.Globalization;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Versions;

namespace HandsOn.Cluster.Server.Http.Lists;

/// <summary>The query of a list or watch (staging/src/k8s.io/apimachinery/pkg/apis/meta/internalversion/validation/validation.go).</summary>
internal sealed record ListOptions(ItemFilter Filter)
{
    private const string Exact = "Exact";
    private const string NotOlderThan = "NotOlderThan";

    public long Limit { get; private init; }

    public string Continue { get; private init; } = "";

    /// <summary>Null where it is not given.</summary>
    public long? Revision { get; private init; }

    public bool IsExact { get; private init; }

    public bool AllowsBookmarks { get; private init; }

    /// <summary>Whether a watch begins with what is there and says where that ends; null where it is not said.</summary>
    public bool? SendsInitialEvents { get; private init; }

    /// <summary>Whether a watch that begins with what is there marks where that ends.</summary>
    public bool MarksInitialEnd { get; private init; }

    public long? TimeoutSeconds { get; private init; }

    /// <exception cref="StatusException">400, 422.</exception>
    public static ListOptions Of(ApiCall call, bool watches, int minor)
    {
        var revision = call.Query("resourceVersion");
        var match = call.Query("resourceVersionMatch");
        bool? initial = call.Http.Request.Query.ContainsKey("sendInitialEvents") && minor >= SinceMinor.SendInitialEvents ? call.Flag("sendInitialEvents") : null;
        var errors = new FieldErrors();
        if (watches) ValidateWatch(match, initial, call.Query("continue"), minor, errors);
        else ValidateList(match, revision, initial, call.Query("continue"), errors);
        if (errors.Count > 0) throw StatusErrors.Invalid(new GroupKind("meta.k8s.io", "ListOptions"), "", errors);
        return new(ItemFilter.Of(call))
        {
            Limit = call.Number("limit") ?? 0,
            Continue = call.Query("continue"),
            Revision = revision.Length == 0 ? null : ParseRevision(revision, watches),
            IsExact = match == Exact,
            AllowsBookmarks = call.Flag("allowWatchBookmarks"),
            MarksInitialEnd = call.Flag("allowWatchBookmarks") && (initial ?? minor >= SinceMinor.InitialEventsEndAlways),
            SendsInitialEvents = initial,
            TimeoutSeconds = call.Number("timeoutSeconds"),
        };
    }

    /// <summary>The minors whose feature gate WatchList is on by default (staging/src/k8s.io/apiserver/pkg/features/kube_features.go).</summary>
    private static bool HasWatchList(int minor) => minor is 32 or >= 34;

    private static long ParseRevision(string text, bool watches)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        var why = $"resourceVersion: Invalid value: {FieldErrors.Show(text)}: strconv.ParseUint: parsing {FieldErrors.Show(text)}: invalid syntax";
        // The real server passes a watch's error on without a reason.
        throw watches ? new StatusException(500, "", why) : StatusErrors.BadRequest($"invalid resource version: {why}");
    }

    private static void ValidateList(string match, string revision, bool? initial, string next, FieldErrors errors)
    {
        var path = FieldPath.Root("resourceVersionMatch");
        if (match.Length > 0)
        {
            if (revision.Length == 0) errors.Forbidden(path, "resourceVersionMatch is forbidden unless resourceVersion is provided");
            if (next.Length > 0) errors.Forbidden(path, "resourceVersionMatch is forbidden when continue is provided");
            if (match is not (Exact or NotOlderThan)) errors.NotSupported(path, match, Exact, NotOlderThan, "");
            if (match == Exact && revision == "0") errors.Forbidden(path, "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\"");
        }
        if (initial is not null) errors.Forbidden(FieldPath.Root("sendInitialEvents"), "sendInitialEvents is forbidden for list");
    }

    private static void ValidateWatch(string match, bool? initial, string next, int minor, FieldErrors errors)
    {
        var path = FieldPath.Root("resourceVersionMatch");
        if (initial is not null && !HasWatchList(minor))
            errors.Forbidden(FieldPath.Root("sendInitialEvents"), "sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled");
        if (initial is not null && match != NotOlderThan)
            errors.Forbidden(path, $"sendInitialEvents requires setting resourceVersionMatch to {NotOlderThan}");
        if (match.Length == 0) return;
        if (initial is null) errors.Forbidden(path, "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided");
        if (match != NotOlderThan) errors.NotSupported(path, match, NotOlderThan);
        if (next.Length > 0) errors.Forbidden(path, "resourceVersionMatch is forbidden when continue is provided");
    }
}
