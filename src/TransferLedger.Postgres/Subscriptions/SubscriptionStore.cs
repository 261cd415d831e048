using Npgsql;
using TransferLedger.Core.Feed;
using TransferLedger.Core.Values;
using TransferLedger.Core.Webhooks;

namespace TransferLedger.Postgres.Subscriptions;

/// <summary>Subscriptions as their holders see and change them. Whoever is delivering hears of a change within a second.</summary>
public sealed class SubscriptionStore(NpgsqlDataSource database)
{
    /// <summary>In one ledger.</summary>
    public const int Most = 1_000;

    /// <summary>False: there are as many as there may be.</summary>
    public async Task<bool> Add(
        string id,
        string holder,
        SubscriptionAsked asked,
        WebhookSecret secret,
        FeedPlace from,
        CancellationToken cancellation
    )
    {
        await using var command = Command("add", id);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = holder });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = asked.Url.AbsoluteUri });
        var filter = asked.Filter;
        foreach (var names in new[] { filter.Types, filter.Corridors, filter.Figures, filter.Perspectives })
        {
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. names] });
        }

        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = asked.Batch });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Kebab.Of(asked.OnFailure) });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = secret.Text });
        Add(command, from);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = Most });
        return await command.ExecuteScalarAsync(cancellation) is not null;
    }

    public async Task<Subscription?> Find(string id, CancellationToken cancellation) =>
        (await List(id, holder: null, after: null, limit: 1, cancellation)).SingleOrDefault();

    /// <summary>The newest first.</summary>
    /// <param name="holder">Null: those of all.</param>
    /// <param name="after">Of the last one of the page before; null: from the newest on.</param>
    public Task<IReadOnlyList<Subscription>> List(
        string? holder,
        (DateTime CreatedAt, string Id)? after,
        int limit,
        CancellationToken cancellation
    ) => List(id: null, holder, after, limit, cancellation);

    /// <summary>How all of them stand together.</summary>
    public async Task<SubscriptionTally> Tally(CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(SqlFile.Read("Subscriptions/tally.sql"));
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return new(
            reader.GetInt64(0),
            reader.GetInt64(1),
            reader.GetInt64(2),
            reader.GetInt64(3),
            Math.Max(0, reader.GetInt64(4))
        );
    }

    public async Task Delete(string id, CancellationToken cancellation)
    {
        await using var command = Command("delete", id);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>What is not active stays as it is. A delivery that is under way is finished.</summary>
    public async Task Pause(string id, CancellationToken cancellation)
    {
        await using var command = Command("pause", id);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Also what was stopped or disabled.</summary>
    public async Task Resume(string id, CancellationToken cancellation)
    {
        await using var command = Command("resume", id);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Whoever is delivering is refused from now on, and what was under way does not count.</summary>
    public async Task Rewind(string id, FeedPlace to, CancellationToken cancellation)
    {
        await using var command = Command("rewind", id);
        Add(command, to);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <returns>Until when the secret before is good, too.</returns>
    public async Task<DateTime> Rotate(
        string id,
        WebhookSecret secret,
        TimeSpan overlap,
        CancellationToken cancellation
    )
    {
        await using var command = Command("rotate", id);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = secret.Text });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = overlap });
        return (DateTime)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>What deliveries are signed with; none: the subscription is gone.</summary>
    public async Task<IReadOnlyList<WebhookSecret>> Secrets(string id, CancellationToken cancellation)
    {
        await using var command = Command("secrets", id);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? LeasedSubscription.SecretsAt(reader, 0) : [];
    }

    private async Task<IReadOnlyList<Subscription>> List(
        string? id,
        string? holder,
        (DateTime CreatedAt, string Id)? after,
        int limit,
        CancellationToken cancellation
    )
    {
        await using var command = database.CreateCommand(SqlFile.Read("Subscriptions/list.sql"));
        command.Parameters.Add(Nullable.Text(holder));
        command.Parameters.Add(
            new NpgsqlParameter<DateTime> { TypedValue = after?.CreatedAt ?? DateTime.MaxValue }
        );
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = after?.Id ?? "" });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        command.Parameters.Add(Nullable.Text(id));
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var all = new List<Subscription>();
        while (await reader.ReadAsync(cancellation))
        {
            all.Add(Subscription.At(reader));
        }

        return all;
    }

    private NpgsqlCommand Command(string file, string id)
    {
        var command = database.CreateCommand(SqlFile.Read($"Subscriptions/{file}.sql"));
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = id });
        return command;
    }

    private static void Add(NpgsqlCommand command, FeedPlace place)
    {
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = place.Position.Value });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = place.Index });
    }
}

/// <summary>Subscriptions by their states, of all nodes.</summary>
/// <param name="LargestLag">Positions between the end of the feed and the active one that is farthest behind, wanted or not.</param>
public sealed record SubscriptionTally(
    long Active,
    long Paused,
    long Stopped,
    long Disabled,
    long LargestLag
);
