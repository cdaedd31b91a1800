using FluentAssertions;
using HandsOn.E2E.Cli.Commands;
using HandsOn.E2E.Kubectl;
using HandsOn.E2E.Tests.Support;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Cli;

public sealed class KubeconfigFileTests
{
    private WorkFolder folder = null!;

    private string Path => folder.PathOf("kubeconfig");

    [SetUp]
    public void MakeFolder() => folder = TestFolder.Create();

    [TearDown]
    public void DeleteFolder() => folder.Dispose();

    [Test]
    public void It_is_there_for_its_owner_alone_until_it_is_disposed()
    {
        using (KubeconfigFile.Write(Path, "kind: Config\n"))
        {
            File.ReadAllText(Path).Should().EndWith("kind: Config\n");
            if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(Path).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
        File.Exists(Path).Should().BeFalse();
    }

    [Test]
    public void One_of_its_own_that_a_killed_process_left_is_replaced()
    {
        KubeconfigFile.Write(Path, "old");

        FluentActions.Invoking(() => KubeconfigFile.Demand(Path)).Should().NotThrow();
        using var written = KubeconfigFile.Write(Path, "new");
        File.ReadAllText(Path).Should().EndWith("new").And.NotContain("old");
    }

    [Test]
    public void A_file_of_somebody_else_is_never_touched()
    {
        folder.Write("kubeconfig", "kind: Config\n");

        FluentActions.Invoking(() => KubeconfigFile.Demand(Path)).Should().Throw<BadInputException>()
            .WithMessage($"--kubeconfig {Path}: exists and was not written by this command; name another file");
    }

    [Test]
    public void A_directory_is_no_file() => FluentActions.Invoking(() => KubeconfigFile.Demand(folder.Root)).Should().Throw<BadInputException>()
        .WithMessage("*: is a directory");
}
