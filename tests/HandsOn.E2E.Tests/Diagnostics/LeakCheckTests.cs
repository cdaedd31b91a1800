using System.Net;
using System.Net.Sockets;
using FluentAssertions;
using HandsOn.E2E.Diagnostics;
using HandsOn.E2E.Tests.Support;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Diagnostics;

[NonParallelizable]
public sealed class LeakCheckTests
{
    [Test, Platform("Linux")]
    public void A_port_that_this_process_still_listens_on_is_named()
    {
        var check = new LeakCheck();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        check.Find().Should().Contain($"port {((IPEndPoint)listener.LocalEndpoint).Port} is still listened on");
    }

    [Test]
    public void A_folder_that_is_still_there_is_named()
    {
        using var folder = TestFolder.Create();
        var check = new LeakCheck();
        check.Watch(folder.Root);

        check.Find().Should().Contain($"{folder.Root} is still there");
        folder.Dispose();
        check.Find().Should().NotContain($"{folder.Root} is still there");
    }
}
