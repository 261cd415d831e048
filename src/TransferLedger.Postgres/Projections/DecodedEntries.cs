using Npgsql;
using TransferLedger.Core.Events;

namespace TransferLedger.Postgres.Projections;

/// <summary>
/// Entries that readers decoded lately. An entry never changes, so what stands here is right; two whose positions share a place
/// displace each other.
/// </summary>
internal sealed class DecodedEntries
{
    private const int Places = 1 << 15;

    private readonly Recorded?[] places = new Recorded?[Places];

    /// <summary>The entries at some positions, if all of them are remembered.</summary>
    public IReadOnlyList<Recorded>? Has(IReadOnlyCollection<long> positions)
    {
        var entries = new List<Recorded>(positions.Count);
        foreach (var position in positions)
        {
            if (At(position) is not { } known)
            {
                return null;
            }

            entries.Add(known);
        }

        return entries;
    }

    /// <summary>The entries at some positions of the log; those that are not remembered are read.</summary>
    /// <param name="connection">Sees all of them.</param>
    public async Task<Dictionary<long, Recorded>> At(
        NpgsqlConnection connection,
        IReadOnlyCollection<long> positions,
        CancellationToken cancellation
    )
    {
        var entries = new Dictionary<long, Recorded>(positions.Count);
        var missing = new List<long>();
        foreach (var position in positions)
        {
            if (At(position) is { } known)
            {
                entries[position] = known;
            }
            else
            {
                missing.Add(position);
            }
        }

        if (missing.Count > 0)
        {
            await Read(connection, missing, entries, cancellation);
        }

        return entries;
    }

    private Recorded? At(long position) =>
        Volatile.Read(ref places[position % Places]) is { } known && known.Position.Value == position
            ? known
            : null;

    private async Task Read(
        NpgsqlConnection connection,
        List<long> missing,
        Dictionary<long, Recorded> entries,
        CancellationToken cancellation
    )
    {
        await using var command = new NpgsqlCommand(SqlFile.Read("Projections/entries_at.sql"), connection);
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. missing] });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var entry = RecordedRows.At(reader, 0);
            entries[entry.Position.Value] = entry;
            Volatile.Write(ref places[entry.Position.Value % Places], entry);
        }
    }
}
