using TransferLedger.Core.Events;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Parties;
using TransferLedger.Server.Api;

namespace TransferLedger.Server.Names;

/// <summary>Answers about what is not here, which name what is near it.</summary>
internal sealed class UnknownNames(NameSearch names)
{
    public Task<IResult> Corridor(Corridor corridor, ReadAt at, HttpContext http) =>
        Of(
            "corridor",
            corridor.ToString(),
            $"Nobody has claimed anything about {corridor}.",
            at,
            "GET /corridors lists those that are.",
            http
        );

    public Task<IResult> Claimant(string id, ReadAt at, HttpContext http) =>
        Of(
            "claimant",
            id,
            $"Nobody called {Quote.Of(id)} had said anything by {at.Day}.",
            at,
            "GET /claimants lists those that are here.",
            http
        );

    public Task<IResult> Statement(string id, ReadAt at, HttpContext http) =>
        Of(
            "statement",
            id,
            $"No appearance of a statement {Quote.Of(id)} had been published by {at.Day}.",
            at,
            "GET /statements lists those that are here.",
            http
        );

    public Task<IResult> Report(ReportId report, ReadAt at, HttpContext http) =>
        Of(
            "report",
            report.Text,
            $"No report {report} had been published by {at.Day}.",
            at,
            "GET /reports lists those that are here.",
            http
        );

    private async Task<IResult> Of(
        string kind,
        string name,
        string says,
        ReadAt at,
        string otherwise,
        HttpContext http
    ) =>
        Problems.NotFound(
            $"{kind}.unknown",
            $"{says} {await names.Suggest(http, kind, name, at.AsOf, otherwise)}"
        );
}
