using Microsoft.Extensions.Options;
using TransferLedger.Core.Answers;
using TransferLedger.Core.Estimates;
using TransferLedger.Postgres.Sealing;
using TransferLedger.Server.Exports;

namespace TransferLedger.Server.Api;

/// <summary>
/// <c>GET /export/{claims,estimates,revisions}.{csv,ndjson}</c> and <c>/export/datapackage.json</c>: whole tables at an as-of pair,
/// sent as they are worked out.
/// </summary>
internal static class GetExports
{
    private const string Folder = "/export";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet($"{Folder}/datapackage.json", Package)
            .ForReaders()
            .Takes(Parameter.OfOne)
            .WithSummary(
                "What the exported tables hold, and the log that they rest on (Frictionless Data Package)"
            )
            .Produces<DataPackageBody>();
        foreach (var table in ExportTable.All)
        {
            foreach (var format in RowFormat.All)
            {
                app.MapGet(
                        $"{Folder}/{table.Name}.{format.Extension}",
                        (HttpContext http, Readers readers) => Rows(http, readers, table, format)
                    )
                    .ForReaders()
                    .Takes(Parameter.OfOne)
                    .WithSummary($"All {table.Name} at a pair, as {format.Extension}")
                    .Produces(StatusCodes.Status200OK, contentType: format.MediaType);
            }
        }
    }

    private static async Task<IResult> Rows(
        HttpContext http,
        Readers readers,
        ExportTable table,
        RowFormat format
    )
    {
        var at = await readers.At(http);
        if (!at.IsOk)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, at.Faults);
        }

        await Answers.Stand(http, at.Value, at.Value.Ledger.End);
        return TypedResults.Stream(
            body => table.Write(format, at.Value.Ledger, at.Value.AsOf, body, http.RequestAborted),
            format.ContentType,
            $"{table.Name}.{format.Extension}"
        );
    }

    private static async Task<IResult> Package(
        HttpContext http,
        Readers readers,
        LedgerTree tree,
        IOptions<LedgerOptions> options
    )
    {
        var at = await readers.At(http);
        if (!at.IsOk)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, at.Faults);
        }

        var (size, origin) = (at.Value.Ledger.End, options.Value.Origin);
        var root = await tree.RootAt(size, http.RequestAborted);
        var query =
            $"{(size > 0 ? $"?asOf={at.Value.Day}&knownAt={size - 1}" : at.Value.Standpoint.Query)}&policy={Policy.Current.Name}";
        return await Answers.Read(
            http,
            at.Value,
            new DataPackageBody(
                DataPackageBody.Profile,
                "transferledger",
                $"Reported arms transfers: {origin} as of {at.Value.Day}",
                $"What had been claimed by {at.Value.Day}, as the ledger {origin} knew it when its log had {size} entries, and what follows from it. "
                    + "Each number is what somebody said, or what follows from that: none is a count of transfers. "
                    + "Texts are exactly what was filed: import them as text, since a spreadsheet may take one that begins with =, +, - or @ for a formula.",
                [
                    .. RowFormat.All.SelectMany(format =>
                        ExportTable.All.Select(table => ResourceBody.Of(table, format, query))
                    ),
                ],
                at.Value.Day,
                KnownAtBody.Of(size),
                Policy.Current.Name,
                new SealedLogBody(origin, size, root.ToBase64())
            )
        );
    }
}
