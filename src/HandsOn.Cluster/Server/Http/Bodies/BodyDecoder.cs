using System.Text;
using System.Text.Json;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Schemas;
using HandsOn.Kubernetes.Schemas.Decoding;
using HandsOn.Kubernetes.Schemas.Protobuf;

namespace HandsOn.Cluster.Server.Http.Bodies;

/// <summary>
/// Makes an object of a body: the text, then the kind, then the fields
/// (staging/src/k8s.io/apiserver/pkg/endpoints/handlers/create.go; rest.go, transformDecodeError).
/// </summary>
internal sealed class BodyDecoder(SchemaCatalog schemas, int minor)
{
    private const int LongestSummary = 30;

    public SchemaCatalog Schemas { get; } = schemas;

    /// <summary>The body of a request as an object of that kind, without what its type does not have.</summary>
    /// <exception cref="StatusException">400, 413, 415.</exception>
    public async ValueTask<JsonMap> ReadAsync(ApiCall call, GroupVersionKind expected)
    {
        var format = BodyFormats.Of(call.Http.Request.ContentType);
        var body = await BodyReader.ReadAsync(call.Http.Request, call.Aborted).ConfigureAwait(false);
        var duplicates = call.Request.FieldValidation == FieldValidation.Ignore ? null : new List<string>();
        return Decode(Parse(body, format, expected, duplicates), expected, call.Request, duplicates);
    }

    /// <summary>The configuration of a server-side apply: YAML, unchecked but for repeated members.</summary>
    /// <exception cref="StatusException">400.</exception>
    public static JsonMap ReadYaml(byte[] body, RequestContext request)
    {
        try
        {
            return JsonText.ParseMap(body);
        }
        catch (JsonException)
        {
            throw StatusErrors.BadRequest("error decoding YAML: " + GoJson.Error(body));
        }
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
            var decoded = ObjectDecoder.Decode(patched, type, null, minor);
            if (request.FieldValidation == FieldValidation.Ignore) return decoded.Value;
            var strict = new DecodedObject(decoded.Value, [.. found, .. decoded.StrictErrors]);
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

    /// <summary>The options of a request, whatever version they name.</summary>
    /// <exception cref="StatusException">400.</exception>
    public JsonMap DecodeOptions(byte[] body, BodyFormat format, GroupVersionKind expected, RequestContext request)
    {
        var tree = Parse(body, format, expected, null);
        return Decode(tree.With("apiVersion", expected.GroupVersion.ToString()), expected, request);
    }

    /// <summary>A tree as an object of the kind of the path.</summary>
    /// <exception cref="StatusException">400.</exception>
    public JsonMap Decode(JsonMap tree, GroupVersionKind expected, RequestContext request, List<string>? duplicates = null)
    {
        var kind = KindOf(tree, expected);
        CheckKind(kind, expected, request.Definition.Names.Group);
        if (Schemas.ForKind(expected) is not { } type) return tree;
        try
        {
            var decoded = ObjectDecoder.Decode(tree, type, duplicates, minor);
            if (request.FieldValidation == FieldValidation.Strict) return decoded.RequireStrict();
            if (request.FieldValidation == FieldValidation.Warn) request.Warnings.AddRange(decoded.StrictErrors);
            return decoded.Value;
        }
        catch (DecodingException wrong)
        {
            throw wrong.ToStatus(kind, expected.Kind);
        }
    }

    private JsonMap Parse(byte[] body, BodyFormat format, GroupVersionKind expected, List<string>? duplicates)
    {
        try
        {
            return format == BodyFormat.Protobuf ? ProtobufDecoder.Decode(body, Schemas, Schemas.ForKind(expected)) : JsonText.ParseMap(body, duplicates);
        }
        catch (DecodingException wrong)
        {
            throw Unrecognized(expected, wrong.Message, body);
        }
        catch (JsonException)
        {
            throw Unrecognized(expected, "couldn't get version/kind; json parse error: " + GoJson.Error(body), body);
        }
    }

    private static StatusException Unrecognized(GroupVersionKind expected, string why, byte[] body) =>
        StatusErrors.BadRequest($"the object provided is unrecognized (must be of type {expected.Kind}): {why} ({Summary(body)})");

    private static string Summary(byte[] body)
    {
        if (body.Length == 0) return "<empty>";
        var head = body.AsSpan(0, Math.Min(body.Length, LongestSummary));
        var text = body[0] == '{' ? Encoding.UTF8.GetString(head) : Convert.ToHexStringLower(head);
        return body.Length > LongestSummary ? text + " ..." : text;
    }

    /// <summary>What the body says it is; what it leaves out is taken from the path.</summary>
    private static GroupVersionKind KindOf(JsonMap tree, GroupVersionKind expected)
    {
        var kind = tree.String("kind") is { Length: > 0 } given ? given : expected.Kind;
        var version = tree.String("apiVersion") is { Length: > 0 } named ? GroupVersion.Parse(named) : expected.GroupVersion;
        return new(version.Group, version.Version, kind);
    }

    private void CheckKind(GroupVersionKind kind, GroupVersionKind expected, string group)
    {
        if (kind == expected) return;
        if (kind.Kind == expected.Kind && (kind.Group == expected.Group || Schemas.ForKind(kind) is not null))
            throw StatusErrors.BadRequest(
                $"the API version in the data ({kind.GroupVersion}) does not match the expected API version ({expected.GroupVersion})");
        var why = Schemas.ForKind(kind) is null
            ? $"no kind \"{kind.Kind}\" is registered for version \"{kind.GroupVersion}\" in scheme \"pkg/api/legacyscheme/scheme.go:30\""
            : $"converting ({kind.Version}.{kind.Kind}) to ({Package(group)}.{expected.Kind}): unknown conversion";
        throw StatusErrors.BadRequest($"{kind.Kind} in version \"{kind.Version}\" cannot be handled as a {expected.Kind}: {why}");
    }

    private static string Package(string group) => group.Length == 0 ? "core" : group.Split('.')[0];
}
