using System.ComponentModel;
using System.Diagnostics;

namespace HandsOn.E2E.RealClusters.K3s.Leftovers;

/// <summary>The processes of this machine.</summary>
internal static class RunningProcesses
{
    /// <summary>When a process of that number began; <see langword="null"/> where none runs.</summary>
    public static DateTimeOffset? StartOf(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return process.HasExited ? null : new DateTimeOffset(process.StartTime).ToUniversalTime();
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            return null;
        }
        catch (Win32Exception)
        {
            // It is somebody else's: it runs, and more is not said. Whoever it is, it must be taken for the one that was.
            return DateTimeOffset.MinValue;
        }
    }
}
