namespace TransferLedger.Core.Events;

/// <summary>Reads the event out of an entry's bytes.</summary>
public static class RecordedEntry
{
    /// <exception cref="UnknownEventException">Written by a newer version.</exception>
    public static Recorded Of(Entry entry)
    {
        var envelope = EntryBytes.Read(entry.Bytes);
        var recorded = EventJson.Read(envelope.Type, envelope.Data.Span);
        return new Recorded(entry.Position, envelope.Stream, envelope.Version, envelope.RecordedAt, recorded);
    }
}
