using FluentAssertions;
using HandsOn.Kubernetes.Json;
using NUnit.Framework;

namespace HandsOn.Kubernetes.Tests.Json;

public class JsonTextTests
{
    [Test]
    public void Whole_numbers_are_read_as_long()
    {
        JsonText.Parse("80").Should().BeOfType<long>();
        JsonText.Parse("0.5").Should().BeOfType<double>();
    }
}
