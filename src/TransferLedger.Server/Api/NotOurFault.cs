using System.Data.Common;
using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;

namespace TransferLedger.Server.Api;

/// <summary>What goes wrong without being a bug: the database is away for a while, or the client stops in the midst.</summary>
internal sealed class NotOurFault : IExceptionHandler
{
    private const int RetryAfterSeconds = 1;

    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext,
        Exception exception,
        CancellationToken cancellationToken
    )
    {
        var problem = exception switch
        {
            DbException { IsTransient: true } => Problems.Of(
                StatusCodes.Status503ServiceUnavailable,
                "database.away",
                $"The database cannot be reached. Try again in {RetryAfterSeconds} s; filing the same report again is safe."
            ),
            BadHttpRequestException bad => Problems.Of(
                bad.StatusCode,
                "request.unreadable",
                $"The request cannot be read: {bad.Message} Send it again, whole."
            ),
            _ => null,
        };
        if (problem is null)
        {
            return false;
        }

        if (problem.StatusCode == StatusCodes.Status503ServiceUnavailable)
        {
            httpContext.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(
                CultureInfo.InvariantCulture
            );
        }

        await problem.ExecuteAsync(httpContext);
        return true;
    }
}
