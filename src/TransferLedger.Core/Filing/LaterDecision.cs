using System.Collections.Immutable;
using TransferLedger.Core.Events;
using TransferLedger.Core.Faults;

namespace TransferLedger.Core.Filing;

/// <summary>What a later event that was asked for comes to: a correction, a withdrawal, a grade, a judgement.</summary>
public abstract record LaterDecision
{
    private LaterDecision() { }

    /// <summary>Append it to <paramref name="Stream"/> at <paramref name="Version"/>.</summary>
    public sealed record Append(StreamId Stream, long Version, NewEvent Event) : LaterDecision;

    /// <summary>The same stands there already, whatever version was expected; nothing to do.</summary>
    /// <param name="Position">Of the entry that says it.</param>
    /// <param name="Version">Which the stream has reached.</param>
    public sealed record Unchanged(Position Position, long Version) : LaterDecision;

    /// <summary>The stream is not at the version that was expected: read it again first.</summary>
    public sealed record VersionMoved(long Current) : LaterDecision;

    /// <summary>There is no such report, or it has no such claim.</summary>
    public sealed record Unknown : LaterDecision;

    /// <param name="Faults">At least one, each with its place in the body.</param>
    public sealed record Refused(ImmutableArray<Fault> Faults) : LaterDecision;
}
