using System.Text.Json;
using HandsOn.Cluster.Api.Requests;
using HandsOn.Cluster.Server.Http.Bodies;
using HandsOn.Cluster.Server.Http.Views;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Patching;

namespace HandsOn.Cluster.Server.Http.Patches;

/// <summary>What a JSON, merge or strategic merge patch makes of a stored object.</summary>
internal sealed class PatchedChange(ApiCall call, IBodyView view, BodyDecoder decoder)
{
    private readonly List<string> strictErrors = [];

    /// <exception cref="StatusException">400: the patch is no JSON.</exception>
    public Func<KubeObject?, KubeObject> Of(string type, byte[] body)
    {
        var patch = Parse(type, body);
        if (type == PatchTypes.Json && patch is JsonList operations) strictErrors.AddRange(JsonPatch.UnknownFields(operations));
        return current => Change(type, patch, current ?? throw StatusErrors.NotFound(call.Request.Resource, call.Request.Name));
    }

    private KubeObject Change(string type, object? patch, KubeObject current)
    {
        var shown = view.Show(current);
        var patched = Patched(type, patch, shown);
        var shownPatch = type == PatchTypes.Strategic ? GoText.Show(patch) : null;
        var decoded = decoder.DecodePatched(patched, view.Kind, call.Request, strictErrors, shownPatch);
        BodyIdentity.Check(call.Request, decoded);
        // A patch that does not speak of the resource version is good for whatever version is stored when it is written.
        if (decoded.String("metadata", "resourceVersion") == current.ResourceVersion) decoded = decoded.RemoveIn("metadata", "resourceVersion");
        return view.Read(decoded, current);
    }

    private JsonMap Patched(string type, object? patch, JsonMap shown) => type switch
    {
        PatchTypes.Json => JsonPatch.Apply(shown, patch),
        PatchTypes.Strategic when decoder.Schemas.ForKind(view.Kind) is { } schema =>
            StrategicMergePatch.Apply(shown, patch as JsonMap ?? throw StatusErrors.BadRequest(NotAnObject(patch)), schema),
        _ => MergePatch.Apply(shown, patch),
    };

    private object? Parse(string type, byte[] body)
    {
        var duplicates = call.Request.FieldValidation == FieldValidation.Ignore ? null : new List<string>();
        try
        {
            var patch = JsonText.Parse(body, duplicates);
            strictErrors.AddRange(duplicates?.Select(d => $"duplicate field {FieldErrors.Show(d)}") ?? []);
            return patch;
        }
        catch (JsonException)
        {
            var error = GoJson.Error(body);
            throw StatusErrors.BadRequest(type == PatchTypes.Strategic ? error : $"error decoding patch: {error}");
        }
    }

    private static string NotAnObject(object? patch) =>
        $"json: cannot unmarshal {GoText.JsonKind(patch)} into Go value of type map[string]interface {{}}";
}
