using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Npgsql;
using TransferLedger.Core.Events;
using TransferLedger.Core.Log;
using TransferLedger.Core.Sealing;

namespace TransferLedger.Postgres.Log;

/// <summary>
/// The log in PostgreSQL (log.md sections 1 to 3). One instance a node; several nodes may write to one database. Life of a
/// report, and what is true if the process dies on the way: README.md beside this file.
/// </summary>
public sealed class PostgresLog : ILog, IAsyncDisposable
{
    private readonly NpgsqlDataSource database;
    private readonly PostgresLogOptions options;
    private readonly HeadSignal head;
    private readonly Alarm alarm;
    private readonly Witness witness;
    private readonly Writer writer;
    private readonly BulkWriter bulk;
    private readonly Listener listener;
    private readonly AppendInstruments instruments;

    private PostgresLog(
        NpgsqlDataSource database,
        PostgresLogOptions options,
        HeadSignal head,
        Alarm alarm,
        Witness witness,
        Writer writer,
        BulkWriter bulk,
        Listener listener,
        AppendInstruments instruments
    )
    {
        (this.database, this.options, this.head) = (database, options, head);
        (this.alarm, this.witness) = (alarm, witness);
        (this.writer, this.bulk, this.listener, this.instruments) = (writer, bulk, listener, instruments);
    }

    /// <summary>Why this node has stopped writing (a fork, a hole); null while all is well. For health.</summary>
    public string? StoppedBecause => alarm.Why;

    /// <summary>What came of this node's appends. Whoever watches the node may add instruments of its own.</summary>
    public Meter Meter => instruments.Meter;

    /// <summary>
    /// Opens the log of a migrated database, as the server's role. Takes three connections of
    /// <paramref name="database"/> for itself: to write, to write in bulk (when first asked to), to listen.
    /// </summary>
    public static async Task<PostgresLog> Open(
        NpgsqlDataSource database,
        PostgresLogOptions options,
        ILogger<PostgresLog> log,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        var clock = new DatabaseClock(time);
        var neighbours = new Neighbours();
        var signal = new HeadSignal();
        var stop = new Alarm(log);
        var witness = new Witness(stop);
        var instruments = new AppendInstruments();
        Appender Appender() =>
            new(database, clock, neighbours, signal, stop, witness, instruments, options, log, time);
        await ReadHead(database, signal, clock, cancellation);
        var online = Appender();
        await online.Open(cancellation);
        return new PostgresLog(
            database,
            options,
            signal,
            stop,
            witness,
            new Writer(online, options),
            new BulkWriter(Appender(), instruments, options),
            new Listener(database, signal, witness, clock, neighbours, options.PollEvery, log, time),
            instruments
        );
    }

    public ValueTask<AppendResult> Append(IReadOnlyList<NewEntry> entries, CancellationToken cancellation)
    {
        var request = AppendRequest.Of(options.Origin, entries, out var refusal);
        return instruments.Counted(
            refusal is null ? writer.Append(request, cancellation) : ValueTask.FromResult(refusal)
        );
    }

    public async ValueTask<IReadOnlyList<AppendResult>> AppendBulk(
        IReadOnlyList<IReadOnlyList<NewEntry>> requests,
        CancellationToken cancellation
    ) => await bulk.Append(requests, cancellation);

    /// <exception cref="LogHoleException">A position is missing.</exception>
    public async ValueTask<IReadOnlyList<Entry>> Read(
        Position from,
        int limit,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var command = new NpgsqlCommand(SqlFile.Read("Log/read.sql"), connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = from.Value });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        List<Entry> entries;
        await using (var reader = await command.ExecuteReaderAsync(cancellation))
        {
            entries = await EntryRows.ReadAll(reader, cancellation);
        }

        for (var i = 0; i < entries.Count; i++)
        {
            if (entries[i].Position.Value != from.Value + i)
            {
                throw new LogHoleException(from.Value + i, entries[i].Position.Value);
            }
        }

        if (entries is [.., var last] && !(witness.Furthest?.Size > last.Position.Value))
        {
            var seen = new Witness.Sighting(last.Position.Value + 1, Merkle.Leaf(last.Bytes.Span));
            await witness.See(connection, seen, cancellation);
        }

        return entries;
    }

    public async ValueTask<IReadOnlyList<Entry>> ReadStream(StreamId stream, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(SqlFile.Read("Log/read_stream.sql"));
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = stream.Value });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await EntryRows.ReadAll(reader, cancellation);
    }

    public async ValueTask<LogHead> Head(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var tail = await TailReader.Read(connection, cancellation);
        if (tail.LastLeaf is { } leaf)
        {
            await witness.See(connection, new Witness.Sighting(tail.Size, leaf), cancellation);
        }

        return new LogHead(tail.Size, tail.Edge.Root, tail.LastRecordedAt);
    }

    /// <summary>How far a reader is behind who has seen all before <paramref name="next"/>. Asks the database once.</summary>
    public async Task<Backlog> Behind(Position next, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(SqlFile.Read("Log/behind.sql"));
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = next.Value });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        var size = reader.GetInt64(0);
        return new Backlog(
            size,
            Math.Max(0, size - next.Value),
            TimeSpan.FromSeconds(
                await reader.IsDBNullAsync(1, cancellation) ? 0 : Math.Max(0, reader.GetDouble(1))
            )
        );
    }

    public Task WaitFor(Position position, CancellationToken cancellation) =>
        head.WaitFor(position, cancellation);

    public async ValueTask<Excerpt?> ReadExcerpt(Guid id, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(SqlFile.Read("Log/read_excerpt.sql"));
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation)
            ? new Excerpt(reader.GetFieldValue<byte[]>(0), reader.GetString(1))
            : null;
    }

    public async ValueTask EraseExcerpt(Guid id, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(SqlFile.Read("Log/erase_excerpt.sql"));
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await writer.DisposeAsync();
        await bulk.DisposeAsync();
        await listener.DisposeAsync();
        instruments.Dispose();
    }

    private static async Task ReadHead(
        NpgsqlDataSource database,
        HeadSignal signal,
        DatabaseClock clock,
        CancellationToken cancellation
    )
    {
        var asked = clock.Timestamp();
        await using var command = database.CreateCommand(SqlFile.Read("Log/head.sql"));
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        clock.Set(reader.GetDateTime(1), asked);
        signal.Advance(reader.GetInt64(0));
    }
}

/// <summary>What a reader of the log has before it.</summary>
/// <param name="Size">Of the log, in entries.</param>
/// <param name="Entries">Those that the reader has not seen.</param>
/// <param name="Oldest">For how long the first of them has been in the log, by the database's clock; zero where there is none.</param>
public sealed record Backlog(long Size, long Entries, TimeSpan Oldest);
