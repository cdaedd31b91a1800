using System.Net;
using System.Net.Sockets;
using HandsOn.Kubernetes.Errors;

namespace HandsOn.Cluster.Api.Resources.Shared.Validation;

/// <summary>What addresses must be (staging/src/k8s.io/apimachinery/pkg/util/validation/ip.go; pkg/apis/core/validation/validation.go, ValidateEndpointIP).</summary>
internal static class AddressRules
{
    private const string NoAddress = "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)";

    /// <summary>Adds an error unless the text is an address.</summary>
    public static IPAddress? Require(string? text, FieldPath path, FieldErrors errors)
    {
        // Kubernetes reads no short forms ("10.1" for 10.0.0.1).
        if (text is not null && IPAddress.TryParse(text, out var address) && (text.Contains(':', StringComparison.Ordinal) || text.Count(c => c == '.') == 3)) return address;
        errors.Invalid(path, text ?? "", NoAddress);
        return null;
    }

    /// <summary>Adds errors unless the text is an address at which an endpoint can be.</summary>
    public static void RequireEndpoint(string? text, FieldPath path, FieldErrors errors)
    {
        if (Require(text, path, errors) is { } address) ValidateEndpoint(address, path, errors);
    }

    /// <summary>Adds errors where an endpoint cannot be.</summary>
    public static void ValidateEndpoint(IPAddress address, FieldPath path, FieldErrors errors)
    {
        var text = address.ToString();
        if (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)) errors.Invalid(path, text, $"may not be unspecified ({text})");
        if (IPAddress.IsLoopback(address)) errors.Invalid(path, text, "may not be in the loopback range (127.0.0.0/8, ::1/128)");
        if (address.IsIPv6LinkLocal || Starts(address, 169, 254)) errors.Invalid(path, text, "may not be in the link-local range (169.254.0.0/16, fe80::/10)");
        if (Starts(address, 224, 0, 0)) errors.Invalid(path, text, "may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)");
    }

    private static bool Starts(IPAddress address, params ReadOnlySpan<byte> first) =>
        address.AddressFamily == AddressFamily.InterNetwork && address.GetAddressBytes().AsSpan().StartsWith(first);
}
