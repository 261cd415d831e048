using Npgsql;
using TransferLedger.Core.Events;
using TransferLedger.Core.Sealing;

namespace TransferLedger.Postgres.Log;

/// <summary>One writing connection with its prepared statements, and what it remembers of the end of the log.</summary>
internal sealed class Session : IAsyncDisposable
{
    /// <summary>Key of the advisory lock: exclusive for the locked path and bulk, shared for the optimistic path.</summary>
    public const long WriteLock = 0x6C65_6467_6572;

    /// <summary>Entries of others that are caught up one by one; behind more than that, the tail is read anew.</summary>
    private const int MostToCatchUp = 8_192;

    private static readonly string Settings = SqlFile.Read("Log/session.sql");

    private readonly NpgsqlConnection connection;
    private readonly DatabaseClock clock;
    private readonly Neighbours neighbours;
    private readonly SingleAppend single;
    private readonly NpgsqlCommand plain;
    private readonly AppendCommand plainParameters;
    private readonly NpgsqlCommand sealing;
    private readonly AppendCommand sealingParameters;
    private readonly NpgsqlBatch look;
    private readonly NpgsqlParameter<long> lookFrom = new() { TypedValue = 0 };
    private readonly NpgsqlParameter<string[]> lookStreams = new() { TypedValue = [] };
    private readonly NpgsqlParameter<Guid[]> lookIds = new() { TypedValue = [] };
    private readonly NpgsqlBatch write;
    private readonly AppendCommand writeParameters;

    private Session(NpgsqlConnection connection, DatabaseClock clock, Neighbours neighbours, Tail tail)
    {
        (this.connection, this.clock, this.neighbours, Tail) = (connection, clock, neighbours, tail);
        single = new SingleAppend(connection);
        plain = new NpgsqlCommand(SqlFile.Read("Log/append.sql"), connection);
        plainParameters = new AppendCommand(plain.Parameters, seals: false);
        sealing = new NpgsqlCommand(SqlFile.Read("Log/append_sealing.sql"), connection);
        sealingParameters = new AppendCommand(sealing.Parameters, seals: true);
        look = new NpgsqlBatch(connection);
        look.BatchCommands.Add(new NpgsqlBatchCommand("begin isolation level read committed"));
        look.BatchCommands.Add(With("Log/lock.sql", new NpgsqlParameter<long> { TypedValue = WriteLock }));
        var limit = new NpgsqlParameter<int> { TypedValue = MostToCatchUp };
        look.BatchCommands.Add(With("Log/since.sql", lookFrom, limit));
        look.BatchCommands.Add(With("Log/versions.sql", lookStreams));
        look.BatchCommands.Add(With("Log/known.sql", lookIds));
        look.BatchCommands.Add(With("Log/clock.sql"));
        write = new NpgsqlBatch(connection);
        var append = new NpgsqlBatchCommand(SqlFile.Read("Log/append_sealing.sql"));
        writeParameters = new AppendCommand(append.Parameters, seals: true, underTheLock: true);
        write.BatchCommands.Add(append);
        write.BatchCommands.Add(new NpgsqlBatchCommand("commit"));
    }

    public Tail Tail { get; private set; }

    /// <summary>Opens a connection of its own. <paramref name="remembered"/> is kept where a lost one is replaced.</summary>
    public static async Task<Session> Open(
        NpgsqlDataSource database,
        DatabaseClock clock,
        Neighbours neighbours,
        Tail? remembered,
        CancellationToken cancellation,
        bool seals = true
    )
    {
        var opened = await database.OpenConnectionAsync(cancellation);
        try
        {
            await using (var settings = new NpgsqlCommand(Settings, opened))
            {
                await settings.ExecuteNonQueryAsync(cancellation);
            }

            var tail = remembered ?? await TailReader.Read(opened, cancellation, seals);
            var session = new Session(opened, clock, neighbours, tail);
            await session.single.Prepare(cancellation);
            await session.plain.PrepareAsync(cancellation);
            await session.sealing.PrepareAsync(cancellation);
            await session.look.PrepareAsync(cancellation);
            await session.write.PrepareAsync(cancellation);
            return session;
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }

    /// <summary>One statement in autocommit. False: somebody else wrote, nothing of the batch is there.</summary>
    /// <param name="meanwhile">Runs while the statement is on its way, and must end before the batch is remembered.</param>
    public async Task<bool> Append(Batch batch, CancellationToken cancellation, Func<Task>? meanwhile = null)
    {
        var writing =
            SingleAppend.Suits(batch, Tail) && !neighbours.Listen
                ? single.Run(batch, Tail, cancellation)
                : AppendMany(batch, cancellation);
        bool written;
        try
        {
            await (meanwhile?.Invoke() ?? Task.CompletedTask);
        }
        finally
        {
            written = await writing;
        }

        if (written)
        {
            Tail.Take(batch);
        }

        return written;
    }

    /// <summary>
    /// Begins a transaction in which nobody else writes, and reads what was appended since. The caller goes on with
    /// <see cref="Commit"/>, <see cref="CommitCopied"/> or <see cref="RollBack"/>.
    /// </summary>
    public async Task<Sight> LockAndLook(IReadOnlyCollection<Pending> work, CancellationToken cancellation)
    {
        lookFrom.TypedValue = Tail.Size;
        lookIds.TypedValue = [.. work.SelectMany(p => p.Request.Entries).Select(e => e.Id)];
        lookStreams.TypedValue =
        [
            .. work.SelectMany(p => p.Request.FirstVersions.Keys).Distinct().Select(s => s.Value),
        ];
        await using var reader = await look.ExecuteReaderAsync(cancellation);
        await reader.NextResultAsync(cancellation);
        var news = await CatchUp(reader, cancellation);
        await reader.NextResultAsync(cancellation);
        var areNew = await RememberVersions(reader, cancellation);
        await reader.NextResultAsync(cancellation);
        var known = (await EntryRows.ReadAll(reader, cancellation)).ToDictionary(e => e.Id);
        await reader.NextResultAsync(cancellation);
        await reader.ReadAsync(cancellation);
        // Not since it was asked: most of that time may have gone by waiting for the lock.
        clock.Set(reader.GetDateTime(0), clock.Timestamp());
        return new Sight(news, known, IsAllNew: areNew && known.Count == 0);
    }

    /// <summary>Whether the log still has what was seen of it.</summary>
    public Task<bool> Holds(Witness.Sighting seen, CancellationToken cancellation) =>
        Witness.Holds(connection, seen, cancellation);

    /// <summary>Inserts and commits under the lock. False: nothing is there, look again.</summary>
    public async Task<bool> Commit(Batch batch, CancellationToken cancellation)
    {
        writeParameters.Fill(batch, Tail, neighbours.Listen);
        if (await write.ExecuteScalarAsync(cancellation) is null)
        {
            return false;
        }

        Tail.Take(batch);
        return true;
    }

    /// <summary>Commits rows that were copied in under the lock. COPY has no guard, so every version must be known.</summary>
    /// <param name="meanwhile">Done while it is on its way.</param>
    public async Task CommitCopied(Batch batch, CancellationToken cancellation, Func<Task>? meanwhile = null)
    {
        if (batch.MustExist is [var (stream, version), ..])
        {
            throw new InvalidOperationException($"Version {version} of {stream} was not looked up.");
        }

        var writing = CopyAndCommit(batch, cancellation);
        try
        {
            await (meanwhile?.Invoke() ?? Task.CompletedTask);
        }
        finally
        {
            await writing;
        }

        Tail.Take(batch);
    }

    private async Task CopyAndCommit(Batch batch, CancellationToken cancellation)
    {
        await BulkCopy.Into(connection, batch, cancellation);
        await Run($"notify ledger, '{batch.EdgeAfter.Size}'; commit", cancellation);
    }

    public Task RollBack(CancellationToken cancellation) => Run("rollback", cancellation);

    /// <summary>Reads the end of the log anew, after a rollback, where it is too far ahead to be caught up.</summary>
    public async Task ReadTail(CancellationToken cancellation) =>
        Tail = await TailReader.Read(connection, cancellation, Tail.Seals);

    public async ValueTask DisposeAsync()
    {
        await single.DisposeAsync();
        await plain.DisposeAsync();
        await sealing.DisposeAsync();
        await look.DisposeAsync();
        await write.DisposeAsync();
        await connection.DisposeAsync();
    }

    private async Task<bool> AppendMany(Batch batch, CancellationToken cancellation)
    {
        var seals = batch.Nodes.Count > 0 || batch.Excerpts.Count > 0;
        var (command, parameters) = seals ? (sealing, sealingParameters) : (plain, plainParameters);
        parameters.Fill(batch, Tail, neighbours.Listen);
        return await command.ExecuteScalarAsync(cancellation) is not null;
    }

    /// <returns>Whether none of the streams is there.</returns>
    private async Task<bool> RememberVersions(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        var seen = new Dictionary<StreamId, long>();
        while (await reader.ReadAsync(cancellation))
        {
            seen.Add(new StreamId(reader.GetString(0)), reader.GetInt64(1));
        }

        Tail.Remember(seen);
        return seen.Values.All(version => version == 0);
    }

    private async Task<News> CatchUp(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        var remembers = Tail.Size > 0;
        var from = remembers ? Tail.Size - 1 : 0;
        var rows = 0;
        while (await reader.ReadAsync(cancellation))
        {
            var position = reader.GetInt64(0);
            if (position != from + rows)
            {
                throw new LogHoleException(from + rows, position);
            }

            var leaf = new Hash(reader.GetFieldValue<byte[]>(1));
            if (rows++ > 0 || !remembers)
            {
                var stream = new StreamId(reader.GetString(3));
                Tail.Take(new Tail.Appended(leaf, reader.GetDateTime(2), stream, reader.GetInt64(4)));
            }
            else if (leaf != Tail.LastLeaf)
            {
                return News.Fork;
            }
        }

        return (rows, remembers) switch
        {
            (0, true) => News.Fork,
            (0, false) or (1, true) => News.None,
            (MostToCatchUp, _) => News.More,
            _ => News.Some,
        };
    }

    private static NpgsqlBatchCommand With(string path, params NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlBatchCommand(SqlFile.Read(path));
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private async Task Run(string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}

/// <summary>What a writer saw when it had the lock.</summary>
/// <param name="IsAllNew">None of the ids and none of the streams that were asked for is in the log.</param>
internal sealed record Sight(News News, IReadOnlyDictionary<Guid, Entry> Known, bool IsAllNew);

/// <summary>What others wrote since.</summary>
internal enum News
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Something, and it is caught up.</summary>
    Some,

    /// <summary>More than is caught up at once.</summary>
    More,

    /// <summary>The log is shorter than remembered, or its last leaf differs.</summary>
    Fork,
}
