using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.E2E.Api;

/// <summary>Requests whose refusals are no errors.</summary>
public static class ApiClientExtensions
{
    /// <summary>Reads one object; <see langword="null"/> where there is none.</summary>
    /// <exception cref="StatusException">The server refuses.</exception>
    public static async Task<KubeObject?> FindAsync(
        this IApiClient api, ApiResource resource, string @namespace, string name, CancellationToken cancellation = default)
    {
        try
        {
            return await api.GetAsync(resource, @namespace, name, cancellation);
        }
        catch (StatusException missing) when (missing.Code == 404)
        {
            return null;
        }
    }

    /// <summary>Deletes whatever object has the name; it is no error where there is none.</summary>
    /// <exception cref="StatusException">The server refuses.</exception>
    public static Task DeleteAsync(
        this IApiClient api, ApiResource resource, string @namespace, string name, TimeSpan? grace = null,
        CancellationToken cancellation = default) =>
        api.DeleteAsync(resource, @namespace, name, null, grace, cancellation);

    /// <summary>Deletes an object as it was read; it is no error where it is gone, whatever has its name now.</summary>
    /// <exception cref="StatusException">The server refuses.</exception>
    public static async Task DeleteAsync(
        this IApiClient api, ApiResource resource, KubeObject read, TimeSpan? grace = null, CancellationToken cancellation = default)
    {
        try
        {
            await api.DeleteAsync(resource, read.Namespace, read.Name, read.Uid, grace, cancellation);
        }
        catch (StatusException another) when (another.Code == 409)
        {
            // Another object has its name, and is nothing of ours.
        }
    }
}
