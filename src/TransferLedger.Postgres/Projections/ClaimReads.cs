using System.Text.Json;
using Npgsql;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;

namespace TransferLedger.Postgres.Projections;

/// <summary>Reads the claims of figures on the runner's own connection, inside its transaction.</summary>
internal static class ClaimReads
{
    public static async Task<Dictionary<FigureId, List<ClaimState>>> OfFigures(
        NpgsqlConnection connection,
        IReadOnlyCollection<FigureId> figures,
        CancellationToken cancellation
    )
    {
        var found = figures.ToDictionary(figure => figure, _ => new List<ClaimState>());
        await using var command = new NpgsqlCommand(
            SqlFile.Read("Projections/claims_of_figures.sql"),
            connection
        );
        command.Parameters.Add(
            new NpgsqlParameter<string[]> { TypedValue = [.. figures.Select(f => f.ToString())] }
        );
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var type = EventNames.TypeOf(reader.GetString(2));
            var claim = (Claim)JsonSerializer.Deserialize(reader.GetString(3), type, EventJson.Options)!;
            var row = new ClaimState(claim, new Position(reader.GetInt64(0)), reader.GetDateTime(1));
            found[FigureId.FedBy(claim)!].Add(row);
        }

        return found;
    }
}
