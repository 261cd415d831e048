namespace TransferLedger.Postgres.Log;

/// <summary>The database's clock as this node keeps it between two askings: by its own, steady one.</summary>
internal sealed class DatabaseClock(TimeProvider time)
{
    private sealed record Reading(DateTime Database, long Timestamp);

    private Reading? last;

    /// <summary>UTC by the database's clock.</summary>
    public DateTime Now =>
        last is { } reading
            ? reading.Database + time.GetElapsedTime(reading.Timestamp)
            : throw new InvalidOperationException("The database's clock has not been read yet.");

    public long Timestamp() => time.GetTimestamp();

    /// <summary>The database answered <paramref name="database"/> to what was asked at <paramref name="asked"/>.</summary>
    public void Set(DateTime database, long asked)
    {
        var half = time.GetElapsedTime(asked) / 2;
        last = new Reading(database + half, time.GetTimestamp());
    }
}
