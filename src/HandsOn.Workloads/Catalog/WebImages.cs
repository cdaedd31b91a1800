using HandsOn.Workloads.AspNetCore;
using HandsOn.Workloads.Containers;
using Microsoft.AspNetCore.Builder;

namespace HandsOn.Workloads.Catalog;

/// <summary>Maps image names to ASP.NET Core applications that run inside simulated containers.</summary>
public static class WebImages
{
    /// <summary>
    /// Maps an image to an ASP.NET Core application. Each container start builds one: it listens on the pod's ports, its
    /// configuration is the container's environment, its logs are <c>kubectl logs</c>, and it stops with its container. The
    /// container's <see cref="IContainerContext"/> and an <see cref="HttpClient"/> that reaches other pods and Services are in
    /// its services.
    /// </summary>
    /// <param name="images">The catalogue.</param>
    /// <param name="image">The image's name, as manifests spell it.</param>
    /// <param name="configure">Adds routes and middleware.</param>
    /// <param name="services">Adds services and configuration before the application is built.</param>
    /// <param name="port">The port to listen on, unless the container's ASPNETCORE_HTTP_PORTS says otherwise.</param>
    /// <exception cref="ArgumentException">That is no image name.</exception>
    /// <example><code>
    /// images.MapWeb("example/shop:v1", app => app.MapGet("/", (HttpClient http) => http.GetStringAsync("http://prices/today")));
    /// </code></example>
    public static void MapWeb(
        this ImageCatalog images, string image, Action<WebApplication> configure, Action<WebApplicationBuilder>? services = null, int port = WebProgram.StandardPort) =>
        images.Map(image, () => new WebProgram(configure, services, port));
}
