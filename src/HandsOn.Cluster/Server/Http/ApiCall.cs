using System.Globalization;
using HandsOn.Cluster.Api.Requests;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Server.Http.Negotiation;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;
using Microsoft.AspNetCore.Http;

namespace HandsOn.Cluster.Server.Http;

/// <summary>One request for a resource on its way through the handlers.</summary>
internal sealed class ApiCall(HttpContext http, RequestPath path, RequestContext request, ServedVersion version)
{
    private Representation? representation;

    public HttpContext Http { get; } = http;

    public RequestPath Path { get; } = path;

    /// <summary>What is asked, in the words of the API server.</summary>
    public RequestContext Request { get; } = request;

    /// <summary>The version of the path.</summary>
    public ServedVersion Version { get; } = version;

    public ResourceDefinition Definition => Request.Definition;

    public CancellationToken Aborted => Http.RequestAborted;

    /// <summary>In which form the client wants the answer.</summary>
    /// <exception cref="StatusException">406.</exception>
    public Representation Representation => representation ??= Representation.Of(Http.Request.Headers.Accept.ToString());

    /// <summary>The group, version and kind of the path.</summary>
    public GroupVersionKind Kind => new(Version.GroupVersion.Group, Version.GroupVersion.Version, Definition.Names.Kind);

    /// <summary>A query parameter; empty where it is missing.</summary>
    public string Query(string name) => Http.Request.Query[name] is { Count: > 0 } values ? values[0] ?? "" : "";

    /// <summary>A boolean query parameter, as Kubernetes reads them: there and not "0" or "false" is true.</summary>
    public bool Flag(string name) => QueryReader.Flag(Http.Request.Query, name);

    /// <summary>An integer query parameter.</summary>
    /// <exception cref="StatusException">400: it is no integer.</exception>
    public long? Number(string name) => Query(name) is not { Length: > 0 } text ? null
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : throw StatusErrors.BadRequest($"strconv.ParseInt: parsing {FieldErrors.Show(text)}: invalid syntax");
}
