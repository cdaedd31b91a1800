using FluentAssertions;
using HandsOn.Cluster.Api.Authorization;
using HandsOn.Cluster.Api.Authorization.Bootstrap;
using HandsOn.Cluster.Api.Resources.Kinds;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Server.Authorization;

/// <summary>The roles for people give what those of a real 1.36 give, each permission once.</summary>
[TestFixture]
public sealed class UserFacingRolesTests
{
    private const string View = "system:aggregate-to-view";
    private const string Edit = "system:aggregate-to-edit";
    private const string Admin = "system:aggregate-to-admin";

    [TestCase(View, View)]
    [TestCase(Edit, Edit)]
    [TestCase(Admin, Admin)]
    [TestCase("view", View)]
    [TestCase("edit", View, Edit)]
    [TestCase("admin", View, Edit, Admin)]
    public void A_role_gives_what_is_recorded(string role, params string[] sources) => Given(role).Should().Equal(Recorded(sources));

    private static IEnumerable<string> Given(string role)
    {
        var (_, item) = BootstrapPolicy.Objects.Single(o => o.Resource == ClusterRoleKind.Resource && o.Object.Name == role);
        var permissions =
            from rule in PolicyRule.Of(item)
            from @group in rule.Groups
            from resource in rule.Resources
            from verb in rule.Verbs
            select $"{(@group.Length == 0 ? "core" : @group)} {resource} {verb}";
        return permissions.Order(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Recorded(string[] roles)
    {
        var file = Path.Combine(TestContext.CurrentContext.TestDirectory, "Server", "Recordings", "user-facing-roles-1.36.txt");
        var permissions =
            from line in File.ReadLines(file)
            let words = line.Split(' ')
            where roles.Contains(words[0])
            from verb in words[3].Split(',')
            select $"{words[1]} {words[2]} {verb}";
        return permissions.Order(StringComparer.Ordinal);
    }
}
