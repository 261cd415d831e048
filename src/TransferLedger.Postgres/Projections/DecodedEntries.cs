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

    /// <summary>The entry of a row that holds its position and its bytes.</summary>
    public Recorded At(NpgsqlDataReader row, int column)
    {
        var position = row.GetInt64(column);
        ref var place = ref places[position % Places];
        if (Volatile.Read(ref place) is { } known && known.Position.Value == position)
        {
            return known;
        }

        var decoded = RecordedRows.At(row, column);
        Volatile.Write(ref place, decoded);
        return decoded;
    }
}
