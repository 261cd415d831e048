using System.Collections.Immutable;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Faults;

namespace TransferLedger.Server.Api;

/// <summary>One parameter behind the question mark of an address.</summary>
internal sealed record Parameter(string Name, string Says)
{
    public static readonly Parameter AsOf = new(
        "asOf",
        "Stand at this day (UTC): only what had been said by then. Default: today."
    );
    public static readonly Parameter KnownAt = new(
        "knownAt",
        "Stand at this moment of the log: only what had been recorded by then. A position, a day (its end, UTC) or an instant; inside a report: before it. Default: now."
    );
    public static readonly Parameter PolicyName = new(
        "policy",
        $"The rules of estimation. Default and only one: {Policy.Current.Name}."
    );
    public static readonly Parameter Perspective = new(
        "perspective",
        "Only what this perspective says: KR. Default: all side by side."
    );
    public static readonly Parameter MinReliability = new(
        "minReliability",
        "Only claims whose source is graded like this or better: A to F. Default: all, the ungraded too."
    );
    public static readonly Parameter Limit = new(
        "limit",
        $"Rows of a page, 1 to {ReadAt.MostRows}. Default: {ReadAt.UsualLimit}."
    );
    public static readonly Parameter Cursor = new(
        "cursor",
        "The next page: next, or the Link header, of the page before. It keeps the day and the position of the first page."
    );

    public static readonly Parameter MinPosition = new(
        Api.MinPosition.Name,
        $"Wait up to {Api.MinPosition.Patience.TotalSeconds:0} s until this position of the log can be read, else answer 503. Default: what can be read now."
    );

    public static readonly ImmutableArray<Parameter> OfOne = [AsOf, KnownAt, PolicyName, MinPosition];
    public static readonly ImmutableArray<Parameter> OfList =
    [
        AsOf,
        KnownAt,
        PolicyName,
        Limit,
        Cursor,
        MinPosition,
    ];
}

/// <summary>
/// The parameters that an address takes: described in the OpenAPI document, and all others refused, since a mistyped
/// <c>asOf</c> that is passed over answers another question than was asked.
/// </summary>
internal sealed record Parameters(ImmutableArray<Parameter> All)
{
    public ImmutableArray<Fault> FaultsOf(IQueryCollection query)
    {
        var known = All.Select(parameter => parameter.Name).ToList();
        var faults = ImmutableArray.CreateBuilder<Fault>();
        foreach (var (name, values) in query)
        {
            if (!known.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                var otherwise = known.Count == 0 ? "None is taken." : $"Known: {string.Join(", ", known)}.";
                faults.Add(
                    new Fault(
                        name,
                        "query.unknown",
                        $"{Quote.Of(name)} is no parameter of this address. {Nearest.Suggest(name, known, otherwise)}"
                    )
                );
            }
            else if (values.Count > 1)
            {
                faults.Add(new Fault(name, "query.twice", $"{name} stands twice. Keep one of them."));
            }
        }

        if (query["policy"] is [{ } policy] && policy != Policy.Current.Name)
        {
            faults.Add(
                new Fault(
                    "policy",
                    "policy.unknown",
                    $"{Quote.Of(policy)} is no policy of this ledger. Known: {Policy.Current.Name}."
                )
            );
        }

        return faults.ToImmutable();
    }
}

internal static class ParametersOfEndpoints
{
    /// <summary>The endpoint takes these parameters and no others.</summary>
    public static RouteHandlerBuilder Takes(
        this RouteHandlerBuilder endpoint,
        params ImmutableArray<Parameter> all
    )
    {
        var parameters = new Parameters(all);
        return endpoint
            .WithMetadata(parameters)
            .AddEndpointFilter(
                async (context, next) =>
                    parameters.FaultsOf(context.HttpContext.Request.Query) is { Length: > 0 } faults
                        ? Problems.Of(StatusCodes.Status400BadRequest, faults)
                        : await MinPosition.Honoured(context, next)
            );
    }
}
