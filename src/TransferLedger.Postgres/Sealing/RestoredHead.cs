using Npgsql;
using TransferLedger.Core.Sealing;

namespace TransferLedger.Postgres.Sealing;

/// <summary>What a restored log is known to have been signed at: who signs it next goes on from there, and never behind it.</summary>
public static class RestoredHead
{
    /// <summary>
    /// Notes the checkpoint that a log is restored up to as what was signed last, before the first of its entries is written:
    /// a log of which only a part is there yet is not signed. What is remembered already stays where it is newer or differs.
    /// </summary>
    /// <param name="database">Holds the beginning of the log that the checkpoint is of, or nothing.</param>
    /// <param name="signed">Of the copy; verified.</param>
    /// <param name="cancellation">Nothing is noted then.</param>
    /// <returns>False: something newer, or something else of that size, was signed as the database remembers.</returns>
    public static async Task<bool> Remember(
        NpgsqlDataSource database,
        SignedCheckpoint signed,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await SigningMemory.Lock(connection, cancellation);
        if (!await SigningMemory.Write(connection, signed, cancellation))
        {
            return false;
        }

        await transaction.CommitAsync(cancellation);
        return true;
    }
}
