using HandsOn.Cluster.Api.Requests;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Schemas;
using HandsOn.Kubernetes.Schemas.Decoding;

namespace HandsOn.Cluster.Server.Http.Bodies;

/// <summary>
/// Makes an object of a body: the text, then the kind, then the fields
/// (staging/src/k8s.io/apiserver/pkg/endpoints/handlers/create.go; rest.go, transformDecodeError).
/// </summary>
internal sealed class BodyDecoder(PublishedCatalog catalogs)
{
    private readonly BodyParser parser = new(catalogs);

    public SchemaCatalog Schemas => catalogs.Current.Schemas;

    /// <summary>The body of a request as an object of that kind, without what its type does not have.</summary>
    /// <exception cref="StatusException">400, 413, 415.</exception>
    public async ValueTask<JsonMap> ReadAsync(ApiCall call, GroupVersionKind expected)
    {
        var format = BodyFormats.Of(call.Http.Request.ContentType);
        var body = await BodyReader.ReadAsync(call.Http.Request, call.Aborted).ConfigureAwait(false);
        var parsed = parser.Parse(body, format, expected, call.Request.FieldValidation != FieldValidation.Ignore);
        return Decode(parsed, expected, call.Request);
    }

    /// <summary>The options of a request, whatever version they name.</summary>
    /// <exception cref="StatusException">400.</exception>
    public JsonMap DecodeOptions(byte[] body, BodyFormat format, GroupVersionKind expected, RequestContext request)
    {
        var parsed = parser.Parse(body, format, expected, findsDuplicates: false);
        return Decode(parsed with { Tree = parsed.Tree.With("apiVersion", expected.GroupVersion.ToString()) }, expected, request);
    }

    /// <summary>The configuration of a server-side apply, unchecked but for repeated members.</summary>
    /// <exception cref="StatusException">400.</exception>
    public static JsonMap ReadApplied(byte[] body, RequestContext request)
    {
        var parsed = BodyParser.ParseApplied(body);
        if (parsed.YamlDuplicates.Count == 0 || request.FieldValidation == FieldValidation.Ignore) return parsed.Tree;
        var error = $"error converting YAML to JSON: {YamlErrors(parsed)}";
        if (request.FieldValidation == FieldValidation.Strict) throw StatusErrors.BadRequest($"error strict decoding YAML: {error}");
        request.Warnings.Add(error);
        return parsed.Tree;
    }

    /// <summary>What a patch has made of an object.</summary>
    /// <param name="found">What strict validation has found in the patch itself.</param>
    /// <param name="shown">The patch as refusals show it; null where they show the patched object.</param>
    /// <exception cref="StatusException">422.</exception>
    public JsonMap DecodePatched(JsonMap patched, GroupVersionKind kind, RequestContext request, IReadOnlyList<string> found, string? shown)
    {
        if (Schemas.ForKind(kind) is not { } type) return patched;
        try
        {
            var decoded = ObjectDecoder.Decode(patched, type, null, catalogs.Current.Minor);
            if (request.FieldValidation == FieldValidation.Ignore) return decoded.Value;
            var strict = decoded with { StrictErrors = [.. found, .. decoded.StrictErrors] };
            if (request.FieldValidation == FieldValidation.Strict) return strict.RequireStrict();
            request.Warnings.AddRange(strict.StrictErrors);
            return strict.Value;
        }
        catch (DecodingException wrong)
        {
            var errors = new FieldErrors();
            errors.Invalid(FieldPath.Root("patch"), shown ?? JsonText.ToString(patched), wrong.Message);
            throw StatusErrors.Invalid(new GroupKind("", ""), "", errors);
        }
    }

    private JsonMap Decode(ParsedBody parsed, GroupVersionKind expected, RequestContext request)
    {
        var kind = BodyKind.Of(parsed.Tree, expected);
        BodyKind.Check(kind, expected, request.Definition.Names.Group, Schemas);
        if (Schemas.ForKind(expected) is not { } type) return parsed.Tree;
        try
        {
            var decoded = ObjectDecoder.Decode(parsed.Tree, type, parsed.Duplicates, catalogs.Current.Minor);
            if (request.FieldValidation == FieldValidation.Strict)
                return (parsed.YamlDuplicates.Count == 0 ? decoded : decoded with { StrictErrors = [YamlErrors(parsed), .. decoded.StrictErrors] }).RequireStrict();
            if (request.FieldValidation != FieldValidation.Warn) return decoded.Value;
            request.Warnings.AddRange(parsed.YamlDuplicates);
            request.Warnings.AddRange(decoded.StrictErrors);
            return decoded.Value;
        }
        catch (DecodingException wrong)
        {
            throw wrong.ToStatus(kind, expected.Kind);
        }
    }

    private static string YamlErrors(ParsedBody parsed) => "yaml: unmarshal errors:\n" + string.Join('\n', parsed.YamlDuplicates.Select(d => "  " + d));
}
