using HandsOn.Cluster.Api.Requests;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Versions;
using Microsoft.AspNetCore.Http;

namespace HandsOn.Cluster.Server.Http;

/// <summary>The query parameters that all writes have in common (staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/validation).</summary>
internal static class QueryReader
{
    private const string DefaultManager = "unknown";
    private const int LongestManager = 128;

    public static bool Flag(IQueryCollection query, string name) =>
        query.TryGetValue(name, out var values) && values.Count > 0 && values[0] is not ("false" or "0" or "False" or "FALSE" or "F" or "f");

    /// <summary>What the request says of itself in its query and headers.</summary>
    /// <exception cref="StatusException">422: a parameter has a wrong value.</exception>
    public static RequestContext WithOptions(RequestContext request, HttpRequest http, int minor)
    {
        if (request.Verb is "get" or "list" or "watch") return request;
        var query = http.Query;
        var errors = new FieldErrors();
        var dryRun = query["dryRun"];
        if (dryRun.Any(value => value != "All"))
            errors.NotSupported(FieldPath.Root("dryRun"), string.Join(",", dryRun.ToArray()), "All");
        var manager = query["fieldManager"].ToString();
        if (manager.Length > LongestManager) errors.TooLong(FieldPath.Root("fieldManager"), LongestManager);
        var validation = FieldValidationOf(query["fieldValidation"].ToString(), minor, errors);
        if (errors.Count > 0) throw StatusErrors.Invalid(new GroupKind("meta.k8s.io", Options(request.Verb)), "", errors);
        return request with
        {
            DryRun = dryRun.Count > 0,
            FieldManager = manager.Length > 0 ? manager : FromUserAgent(http.Headers.UserAgent.ToString()),
            NamesFieldManager = manager.Length > 0,
            FieldValidation = validation,
        };
    }

    private static FieldValidation FieldValidationOf(string text, int minor, FieldErrors errors)
    {
        var isKnown = Enum.TryParse<FieldValidation>(text, out var validation) && Enum.IsDefined(validation);
        if (text.Length > 0 && !isKnown) errors.NotSupported(FieldPath.Root("fieldValidation"), text, "Ignore", "Strict", "Warn");
        if (minor < SinceMinor.ServerSideFieldValidation) return FieldValidation.Ignore;
        return isKnown ? validation : FieldValidation.Warn;
    }

    private static string Options(string verb) => verb switch
    {
        "create" => "CreateOptions",
        "update" => "UpdateOptions",
        "patch" => "PatchOptions",
        _ => "DeleteOptions",
    };

    /// <summary><c>kubectl/v1.33.0 (linux/amd64)</c> manages as <c>kubectl</c>.</summary>
    private static string FromUserAgent(string agent)
    {
        var name = new string([.. agent.Split('/')[0].Where(c => !char.IsControl(c)).Take(LongestManager)]);
        return name.Length == 0 ? DefaultManager : name;
    }
}
