using HandsOn.Cluster.Server.Http.Responses;

namespace HandsOn.Cluster.Server.Http.Views;

/// <summary>Gives the view that belongs to a path.</summary>
internal sealed class ViewFactory(ResponseWriter responses)
{
    public IBodyView For(ApiCall call) =>
        call.Request.Subresource == "scale" ? ScaleView.Instance : new ObjectView(call.Definition, call.Version.GroupVersion, responses);
}
