using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using TransferLedger.Postgres.Subscriptions;

namespace TransferLedger.Server.Subscriptions;

/// <summary>The parts of webhooks, and their addresses.</summary>
internal static class SubscriptionsSetUp
{
    public static void AddWebhooks(this IServiceCollection services)
    {
        services.AddOptions<WebhookOptions>().BindConfiguration(WebhookOptions.Section);
        services.AddSingleton(s =>
            WebhookSettings.Of(s.GetRequiredService<IOptions<WebhookOptions>>().Value)
        );
        services.TryAddSingleton<INames, SystemNames>();
        services.AddSingleton<TargetGuard>();
        services.AddSingleton<WebhookSender>();
        services.AddSingleton<SubscriptionStore>();
        services.AddSingleton<WebhookLeases>();
        services.AddSingleton<WebhookCounts>();
        services.AddSingleton<WebhookAttempts>();
        services.AddSingleton<DeliveryLog>();
        services.AddSingleton<WebhookService>();
        services.AddHostedService(s => s.GetRequiredService<WebhookService>());
    }

    public static void MapSubscriptions(this IEndpointRouteBuilder app)
    {
        PostSubscription.Map(app);
        GetSubscriptions.Map(app);
        ChangeSubscription.Map(app);
        DeliverByHand.Map(app);
        GetDeliveries.Map(app);
    }
}
