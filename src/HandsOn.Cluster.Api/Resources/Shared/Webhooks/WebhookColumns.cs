using HandsOn.Cluster.Api.Resources.Tables;

namespace HandsOn.Cluster.Api.Resources.Shared.Webhooks;

/// <summary>The columns of webhook configurations (pkg/printers/internalversion/printers.go, printValidatingWebhook).</summary>
internal static class WebhookColumns
{
    public static readonly TableLayout Table = new(
    [
        TableLayout.Name,
        new("Webhooks", (item, _) => (long)item.Root.List("webhooks").Count, "integer"),
        TableLayout.Age,
    ]);
}
