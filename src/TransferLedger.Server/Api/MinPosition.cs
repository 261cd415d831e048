using System.Globalization;
using TransferLedger.Core.Events;
using TransferLedger.Core.Faults;
using TransferLedger.Postgres.Projections;

namespace TransferLedger.Server.Api;

/// <summary>
/// <c>?minPosition=</c>: a reader who knows of an entry, from a filing or another node, is not shown a ledger without it.
/// </summary>
internal static class MinPosition
{
    public const string Name = "minPosition";

    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Fault: <c>min-position.unreadable</c>.</summary>
    public static async ValueTask<object?> Honoured(
        EndpointFilterInvocationContext context,
        EndpointFilterDelegate next
    )
    {
        if (context.HttpContext.Request.Query[Name] is not [{ } text])
        {
            return await next(context);
        }

        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var position))
        {
            return Problems.Of(
                StatusCodes.Status400BadRequest,
                [
                    new Fault(
                        Name,
                        "min-position.unreadable",
                        "minPosition is a position of the log: a whole number, 0 or more."
                    ),
                ]
            );
        }

        using (AwaitedPosition.NotBefore(new Position(position), Patience))
        {
            return await next(context);
        }
    }
}
