using System.Globalization;
using System.Text;
using HandsOn.Workloads.Containers;

namespace HandsOn.Workloads.CoreDns;

/// <summary>What of a Corefile matters here: the cluster's domain, the time to live, and whether pod names are answered.</summary>
internal sealed record Corefile(string Domain, uint Ttl, bool AnswersPods)
{
    public static readonly Corefile Standard = new("cluster.local", 30, true);

    /// <summary>Reads <c>-conf FILE</c>; the standard settings where there is no such file or no kubernetes plugin in it.</summary>
    public static Corefile Read(IContainerContext container)
    {
        var option = container.Arguments.ToList().IndexOf("-conf");
        var path = option >= 0 && option + 1 < container.Arguments.Count ? container.Arguments[option + 1] : "/etc/coredns/Corefile";
        return container.Files.Read(path) is { } content ? Parse(Encoding.UTF8.GetString(content.Span)) : Standard;
    }

    public static Corefile Parse(string text)
    {
        var settings = Standard;
        var inside = false;
        foreach (var line in text.Split('\n'))
        {
            var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words is ["kubernetes", var domain, ..]) (settings, inside) = (settings with { Domain = domain.TrimEnd('.'), AnswersPods = false }, true);
            else if (inside && words is ["ttl", var seconds]) settings = settings with { Ttl = uint.Parse(seconds, CultureInfo.InvariantCulture) };
            else if (inside && words is ["pods", var mode]) settings = settings with { AnswersPods = mode != "disabled" };
            else if (words is ["}"]) inside = false;
        }
        return settings;
    }
}
