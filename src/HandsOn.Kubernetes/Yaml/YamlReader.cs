using System.Text;
using HandsOn.Kubernetes.Json;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace HandsOn.Kubernetes.Yaml;

/// <summary>Reads YAML as Kubernetes and kubectl do.</summary>
/// <example><code>
/// foreach (var document in YamlReader.Read(File.ReadAllText("redis-leader-deployment.yaml")))
///     Console.WriteLine($"{document.Root.String("kind")} in line {document.StartLine}");
/// </code></example>
public static class YamlReader
{
    /// <summary>Reads the documents of a text; empty ones are left out.</summary>
    /// <exception cref="YamlSyntaxException">The text is not YAML, or a document is no object.</exception>
    public static IReadOnlyList<YamlDocument> Read(string text)
    {
        var parser = new Parser(new StringReader(text));
        try
        {
            return ReadDocuments(parser);
        }
        catch (YamlException error)
        {
            throw new YamlSyntaxException(Sentence(error.Message), Place(text, error));
        }
        catch (InvalidOperationException)
        {
            // The scanner gives up like this on some texts, such as a bracket that is never closed.
            throw new YamlSyntaxException("this cannot be read as YAML", parser.Current is { } last ? YamlTreeBuilder.At(last) : new(1, 1));
        }
    }

    /// <summary>Reads the first document of a text in UTF-8; the body of a request.</summary>
    /// <exception cref="YamlSyntaxException">The text is not UTF-8, is not YAML, has no content, or is no object.</exception>
    public static YamlDocument ReadFirst(ReadOnlySpan<byte> utf8)
    {
        YamlEncoding.Check(utf8);
        return Read(Encoding.UTF8.GetString(utf8)) is [var first, ..]
            ? first
            : throw new YamlSyntaxException("there is no content", new(1, 1));
    }

    private static List<YamlDocument> ReadDocuments(Parser parser)
    {
        var documents = new List<YamlDocument>();
        parser.Consume<StreamStart>();
        while (!parser.Accept<StreamEnd>(out _))
        {
            parser.Consume<DocumentStart>();
            var start = YamlTreeBuilder.At(parser.Current!);
            var builder = new YamlTreeBuilder(parser);
            var value = builder.Build();
            parser.Consume<DocumentEnd>();
            if (value is null) continue;
            var root = value as JsonMap ?? throw new YamlSyntaxException("this is YAML, but no object", start);
            documents.Add(new YamlDocument(root, builder.Positions, start.Line) { Duplicates = builder.Duplicates });
        }
        return documents;
    }

    // The parser finds what is missing at the end behind the last line, and tabs where the line before them began.
    private static YamlPosition Place(string text, YamlException error)
    {
        var lines = text.TrimEnd().Split('\n');
        var line = Math.Min((int)error.End.Line, lines.Length);
        var isTab = error.Message.Contains(" tab ", StringComparison.Ordinal);
        var tab = isTab ? Array.FindIndex(lines, line - 1, l => l.TrimStart(' ').StartsWith('\t')) : -1;
        return tab >= 0 ? new(tab + 1, lines[tab].IndexOf('\t') + 1) : new(line, (int)error.End.Column);
    }

    // "While parsing a flow sequence, did not find expected ',' or ']'." names its context first.
    private static string Sentence(string message)
    {
        message = message.TrimEnd('.').Replace("Unicode surrogates", "Unicode character escape code", StringComparison.Ordinal);
        if (!message.StartsWith("While ", StringComparison.Ordinal)) return message;
        var comma = message.IndexOf(", ", StringComparison.Ordinal);
        return comma < 0 ? message : message[(comma + 2)..];
    }
}
