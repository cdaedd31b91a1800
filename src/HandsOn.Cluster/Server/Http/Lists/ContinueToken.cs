using System.Buffers.Text;
using System.Text.Json;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Server.Http.Lists;

/// <summary>
/// Where a paged list goes on: the snapshot's revision and the last object that was given. Opaque to clients, but spelt as the real
/// one (staging/src/k8s.io/apiserver/pkg/storage/continue.go).
/// </summary>
/// <param name="Revision">The revision of the snapshot; -1 to go on at whatever is there now.</param>
/// <param name="After">The last object of the page before.</param>
internal readonly record struct ContinueToken(long Revision, ObjectKey After)
{
    private const string Version = "meta.k8s.io/v1";

    public string Encode() => Base64Url.EncodeToString(JsonText.ToUtf8(JsonMap.Of(("v", Version), ("rv", Revision), ("start", After + "\0"))));

    /// <exception cref="StatusException">400.</exception>
    public static ContinueToken Decode(string text, bool namespaced)
    {
        var token = Parse(text);
        var version = token.String("v") ?? "";
        if (version != Version) throw Invalid($"continue key is not valid: server does not recognize this encoded version {version}");
        var revision = token.Long("rv") ?? 0;
        if (revision == 0) throw Invalid("continue key is not valid: incorrect encoded start resourceVersion (version meta.k8s.io/v1)");
        var start = (token.String("start") ?? "").TrimEnd('\0');
        if (start.Length == 0) throw Invalid("continue key is not valid: encoded start key empty (version meta.k8s.io/v1)");
        var slash = start.IndexOf('/');
        return new(revision, namespaced && slash >= 0 ? new(start[..slash], start[(slash + 1)..]) : new("", start));
    }

    private static JsonMap Parse(string text)
    {
        byte[] bytes;
        try
        {
            bytes = Base64Url.DecodeFromChars(text);
        }
        catch (FormatException)
        {
            throw Invalid($"continue key is not valid: illegal base64 data at input byte {FirstIllegal(text)}");
        }
        try
        {
            return JsonText.ParseMap(bytes);
        }
        catch (JsonException)
        {
            throw Invalid("continue key is not valid: " + GoJson.Error(bytes));
        }
    }

    /// <summary>The first character that is none of the alphabet, or the beginning of a group that is cut off, as Go counts.</summary>
    private static int FirstIllegal(string text)
    {
        var legal = text.TakeWhile(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_').Count();
        return legal < text.Length ? legal : legal - legal % 4;
    }

    private static StatusException Invalid(string why) => StatusErrors.BadRequest("invalid continue token: " + why);
}
