using System.Text;
using HandsOn.Workloads.Shell.Syntax;

namespace HandsOn.Workloads.Shell.Running;

/// <summary>A command's streams after its redirections; files are written as the command ends.</summary>
internal sealed class RedirectedIo(ShellSession session, ShellIo io) : IAsyncDisposable
{
    private readonly List<(string Path, StringWriter Text, bool Append)> written = [];

    public ShellIo Io { get; private set; } = io;

    /// <summary>Applies one redirection; what is wrong with it, or null.</summary>
    public string? Apply(Redirection redirection, string target)
    {
        switch (redirection.Kind)
        {
            case RedirectionKind.HereDocument:
                Io = Io with { In = new StringReader(target) };
                return null;
            case RedirectionKind.Duplicate:
                Set(redirection.Descriptor, target == "2" ? Io.Error : target == "1" ? Io.Out : TextWriter.Null);
                return null;
            case RedirectionKind.Read:
                if (target != "/dev/null" && session.Container.Files.Read(session.Absolute(target)) is null) return $"can't open {target}: no such file";
                Io = Io with { In = new StringReader(Encoding.UTF8.GetString((session.Container.Files.Read(session.Absolute(target)) ?? default).Span)) };
                return null;
            default:
                Set(redirection.Descriptor, target switch
                {
                    "/dev/null" => TextWriter.Null,
                    "/dev/stdout" or "/proc/1/fd/1" => session.Container.Output,
                    "/dev/stderr" or "/proc/1/fd/2" => session.Container.Error,
                    _ => File(session.Absolute(target), redirection.Kind == RedirectionKind.Append),
                });
                return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (path, text, append) in written)
        {
            var before = append ? session.Container.Files.Read(path) ?? default : default;
            try
            {
                session.Container.Files.Write(path, (byte[])[.. before.Span, .. Encoding.UTF8.GetBytes(text.ToString())]);
            }
            catch (UnauthorizedAccessException)
            {
                await session.Container.Error.WriteLineAsync($"{session.Name}: can't create {path}: Read-only file system").ConfigureAwait(false);
            }
        }
    }

    private StringWriter File(string path, bool append)
    {
        var text = new StringWriter { NewLine = "\n" };
        written.Add((path, text, append));
        return text;
    }

    private void Set(int descriptor, TextWriter writer) => Io = descriptor == 2 ? Io with { Error = writer } : Io with { Out = writer };
}
