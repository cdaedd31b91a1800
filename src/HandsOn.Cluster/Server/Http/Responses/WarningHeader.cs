using System.Text;

namespace HandsOn.Cluster.Server.Http.Responses;

/// <summary>The text of a Warning header (staging/src/k8s.io/apimachinery/pkg/util/net/http.go, NewWarningHeader).</summary>
internal static class WarningHeader
{
    public static string Format(string text)
    {
        var header = new StringBuilder("299 - \"", text.Length + 9);
        foreach (var c in text)
        {
            if (c is '"' or '\\') header.Append('\\').Append(c);
            else if (c is >= ' ' and <= '~') header.Append(c);
            else if (!char.IsControl(c)) header.Append(c);
        }
        return header.Append('"').ToString();
    }
}
