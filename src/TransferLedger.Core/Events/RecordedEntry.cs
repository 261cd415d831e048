namespace TransferLedger.Core.Events;

/// <summary>Reads the event out of an entry's bytes.</summary>
public static class RecordedEntry
{
    /// <exception cref="UnknownEventException">Written by a newer version.</exception>
    public static Recorded Of(Entry entry) => Of(entry.Position, entry.Bytes);

    /// <exception cref="UnknownEventException">Written by a newer version.</exception>
    public static Recorded Of(Position position, ReadOnlyMemory<byte> bytes)
    {
        var envelope = EntryBytes.Outline(bytes);
        var recorded = EventJson.Read(envelope.Type, envelope.Data.Span);
        return new Recorded(position, envelope.Stream, envelope.Version, envelope.RecordedAt, recorded);
    }
}
