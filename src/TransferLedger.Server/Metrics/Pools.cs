using System.Collections.Concurrent;
using Npgsql;

namespace TransferLedger.Server.Metrics;

/// <summary>
/// The pools of one data source, one a host. Npgsql calls a pool by its connection string without the password; a data source
/// for several hosts has that of all of them, its pools have that of one.
/// </summary>
internal sealed class Pools(string connection)
{
    public const string NameTag = "db.client.connection.pool.name";

    private readonly NpgsqlConnectionStringBuilder anyHost = WithoutHost(connection);
    private readonly ConcurrentDictionary<string, bool> known = new(StringComparer.Ordinal);

    public bool Hold(string pool) => known.GetOrAdd(pool, name => WithoutHost(name).EquivalentTo(anyHost));

    private static NpgsqlConnectionStringBuilder WithoutHost(string connection)
    {
        var how = new NpgsqlConnectionStringBuilder(connection);
        how.Remove(nameof(how.Host));
        how.Remove(nameof(how.Port));
        return how;
    }
}
