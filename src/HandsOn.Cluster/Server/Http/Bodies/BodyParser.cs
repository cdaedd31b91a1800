using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Schemas.Decoding;
using HandsOn.Kubernetes.Schemas.Protobuf;
using HandsOn.Kubernetes.Yaml;

namespace HandsOn.Cluster.Server.Http.Bodies;

/// <summary>A body as a tree.</summary>
/// <param name="Tree">What it says, unchecked.</param>
/// <param name="Duplicates">The paths of repeated members of JSON text.</param>
/// <param name="YamlDuplicates">The repeated members of YAML text, as its reader words them.</param>
internal sealed record ParsedBody(JsonMap Tree, IReadOnlyList<string> Duplicates, IReadOnlyList<string> YamlDuplicates);

/// <summary>Makes trees of text and bytes; what is none is refused in the words of Go's decoders.</summary>
internal sealed class BodyParser(PublishedCatalog catalogs)
{
    private const int LongestSummary = 30;

    /// <summary>The body of a create, update or review.</summary>
    /// <exception cref="StatusException">400.</exception>
    public ParsedBody Parse(byte[] body, BodyFormat format, GroupVersionKind expected, bool findsDuplicates)
    {
        try
        {
            return format switch
            {
                BodyFormat.Protobuf => new(ProtobufDecoder.Decode(body, catalogs.Current.Schemas, catalogs.Current.Schemas.ForKind(expected)), [], []),
                BodyFormat.Yaml => Yaml(body),
                _ => Json(body, findsDuplicates),
            };
        }
        catch (DecodingException wrong)
        {
            throw Unrecognized(expected, wrong.Message, body);
        }
        catch (YamlSyntaxException wrong)
        {
            throw Unrecognized(expected, "yaml: " + wrong.Message, body);
        }
        catch (JsonException)
        {
            throw Unrecognized(expected, "couldn't get version/kind; json parse error: " + GoJson.Error(body), body);
        }
    }

    /// <summary>The configuration of a server-side apply: YAML, which JSON is too.</summary>
    /// <exception cref="StatusException">400.</exception>
    public static ParsedBody ParseApplied(byte[] body)
    {
        try
        {
            return IsJsonAndYaml(body) ? Json(body, findsDuplicates: false) : Yaml(body);
        }
        catch (JsonException)
        {
            throw StatusErrors.BadRequest("error decoding YAML: " + GoJson.Error(body));
        }
        catch (YamlSyntaxException wrong)
        {
            throw StatusErrors.BadRequest("error decoding YAML: error converting YAML to JSON: yaml: " + wrong.Message);
        }
    }

    /// <summary>True where JSON text means the same as YAML, which takes no half surrogate pairs and nothing but UTF-8.</summary>
    private static bool IsJsonAndYaml(byte[] body) =>
        body is [(byte)'{', ..] && Utf8.IsValid(body) && !JsonEncoding.HasSurrogateEscapes(body);

    private static ParsedBody Json(byte[] body, bool findsDuplicates)
    {
        var duplicates = findsDuplicates ? new List<string>() : null;
        return new(JsonText.ParseMap(body, duplicates), duplicates ?? [], []);
    }

    private static ParsedBody Yaml(byte[] body)
    {
        var document = YamlReader.ReadFirst(body);
        return new(document.Root, [], [.. document.Duplicates.Select(d => d.ToString())]);
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
}
