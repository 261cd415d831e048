using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using NpgsqlTypes;
using TransferLedger.Core.Events;
using TransferLedger.Core.Log;
using TransferLedger.Postgres.Log;

namespace TransferLedger.Benchmarks;

/// <summary>
/// Bulk appends, sealed, against binary COPY of the same columns into a table with the same indexes, in turn by chunks (log.md
/// section 7: 0.7 of it), and the disk that the log takes: at most 1.6 times the bytes of its entries and 200 bytes an entry.
/// </summary>
internal static class BulkAppends
{
    private const double TargetRatio = 0.7;
    private const double MostOfBytes = 1.6;
    private const int MostAnEntry = 200;
    private const int ChunkEntries = 200_000;

    public static async Task<int> Run(string[] args)
    {
        var entries = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
        await using var scratch = await ScratchServer.Start();
        var (server, owner) = await scratch.NewDatabase("bulk");
        await using var _ = server;
        await using var __ = owner;
        Console.WriteLine(await ScratchServer.Settings(server));
        await CreateCopiedTable(owner);
        await using var log = await PostgresLog.Open(
            server,
            new PostgresLogOptions { Origin = Appends.Origin },
            NullLogger<PostgresLog>.Instance,
            TimeProvider.System,
            CancellationToken.None
        );
        var (appending, copying) = (new Timed(server), new Timed(server));
        var report = 0;
        for (var written = 0; written < entries; )
        {
            var requests = new List<IReadOnlyList<NewEntry>>();
            for (var count = 0; count < ChunkEntries; report++)
            {
                requests.Add(GeneratedLog.Report(report, figures: entries / 10));
                count += requests[^1].Count;
            }

            var rows = Rows(requests, written);
            await appending.Add(rows.Count, () => Append(log, requests));
            await copying.Add(rows.Count, () => Copy(server, rows));
            written += rows.Count;
        }

        Console.WriteLine($"sealed bulk append {appending}");
        Console.WriteLine($"binary COPY        {copying}");
        var ratio = appending.Rate / copying.Rate;
        var met = ratio >= TargetRatio;
        Console.WriteLine($"ratio {ratio:0.00}   target {TargetRatio:0.0}   {(met ? "met" : "MISSED")}");
        return await Disk(server) & met ? 0 : 1;
    }

    private static async Task Append(PostgresLog log, List<IReadOnlyList<NewEntry>> requests)
    {
        var results = await log.AppendBulk(requests, CancellationToken.None);
        if (results.Any(result => result is not AppendResult.Appended))
        {
            throw new InvalidOperationException("A report was refused.");
        }
    }

    private static async Task Copy(NpgsqlDataSource database, List<Row> rows)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var copy = await connection.BeginBinaryImportAsync(
            "copy ledger.copied (position, id, stream, version, type, recorded_at, leaf, bytes) from stdin (format binary)"
        );
        foreach (var row in rows)
        {
            await copy.StartRowAsync();
            await copy.WriteAsync(row.Position, NpgsqlDbType.Bigint);
            await copy.WriteAsync(row.Entry.Id, NpgsqlDbType.Uuid);
            await copy.WriteAsync(row.Entry.Stream.Value, NpgsqlDbType.Text);
            await copy.WriteAsync(row.Entry.Version, NpgsqlDbType.Bigint);
            await copy.WriteAsync(row.Entry.Type, NpgsqlDbType.Text);
            await copy.WriteAsync(row.RecordedAt, NpgsqlDbType.TimestampTz);
            await copy.WriteAsync(row.Leaf, NpgsqlDbType.Bytea);
            await copy.WriteAsync(row.Bytes, NpgsqlDbType.Bytea);
        }

        await copy.CompleteAsync();
    }

    private static List<Row> Rows(List<IReadOnlyList<NewEntry>> requests, long first) =>
        [
            .. requests
                .SelectMany(request => request)
                .Select((entry, n) => Row.Of(entry, first + n, DateTime.UtcNow.AddMicroseconds(n))),
        ];

    private static async Task CreateCopiedTable(NpgsqlDataSource owner)
    {
        await using var table = owner.CreateCommand(
            "create table ledger.copied (like ledger.entries including indexes); grant insert on ledger.copied to ledger_server"
        );
        await table.ExecuteNonQueryAsync();
    }

    /// <summary>Whether the tables of the log, with their indexes, keep to the limit.</summary>
    public static async Task<bool> Disk(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand(
            """
            select (select count(*) from ledger.entries), (select sum(length(bytes)) from ledger.entries)::bigint,
                   (select sum(pg_total_relation_size(t)) from unnest(array['ledger.entries', 'ledger.nodes', 'ledger.excerpts']::regclass[]) t)::bigint
            """
        );
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        var (entries, bytes, disk) = (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
        var most = (MostOfBytes * bytes) + (MostAnEntry * entries);
        Console.WriteLine(
            $"disk {(double)disk / entries:N0} bytes an entry of {(double)bytes / entries:N0}   at most {most / entries:N0}   {(disk <= most ? "met" : "MISSED")}"
        );
        return disk <= most;
    }

    private sealed record Row(NewEntry Entry, long Position, DateTime RecordedAt, byte[] Leaf, byte[] Bytes)
    {
        public static Row Of(NewEntry entry, long position, DateTime recordedAt)
        {
            var bytes = EntryBytes
                .Draft(
                    Appends.Origin,
                    entry.Id,
                    entry.Stream,
                    entry.Version,
                    entry.Type,
                    entry.By,
                    entry.Data
                )
                .Stamp(recordedAt);
            return new(
                entry,
                position,
                recordedAt,
                System.Security.Cryptography.SHA256.HashData(bytes),
                bytes
            );
        }
    }

    /// <summary>How long something took that is done in pieces, and what it cost.</summary>
    private sealed class Timed(NpgsqlDataSource database)
    {
        private TimeSpan took;
        private ProcessorTime spent;
        private long count;

        public double Rate => count / took.TotalSeconds;

        public async Task Add(int rows, Func<Task> act)
        {
            var before = await ProcessorTime.Now(database);
            var started = Stopwatch.GetTimestamp();
            await act();
            took += Stopwatch.GetElapsedTime(started);
            spent += await ProcessorTime.Now(database) - before;
            count += rows;
        }

        public override string ToString() => $"{Rate, 9:N0} entries/s, {spent.Each(count)}";
    }
}
