using System.Diagnostics;
using System.Globalization;

namespace TransferLedger.Core.Events;

/// <summary>
/// An entry whose bytes are ready but for <c>recordedAt</c>, which is known only at the moment of appending and always has
/// the same length. Not yet in the log, so stamping it again is harmless; once committed it is never stamped again.
/// </summary>
public sealed class EntryDraft
{
    internal const string NotYet = "0001-01-01T00:00:00.000000Z";
    internal static readonly int StampLength = NotYet.Length;

    private readonly byte[] bytes;
    private readonly int stampAt;

    internal EntryDraft(byte[] bytes, int stampAt) => (this.bytes, this.stampAt) = (bytes, stampAt);

    /// <summary>Length of the entry in bytes.</summary>
    public int Length => bytes.Length;

    /// <summary>The bytes with <paramref name="recordedAt"/> (UTC, cut to the microsecond) in its place.</summary>
    public byte[] Stamp(DateTime recordedAt)
    {
        Debug.Assert(recordedAt.Kind == DateTimeKind.Utc, "recordedAt is UTC");
        var stamped = recordedAt.TryFormat(
            bytes.AsSpan(stampAt, StampLength),
            out var written,
            EntryBytes.InstantFormat,
            CultureInfo.InvariantCulture
        );
        Debug.Assert(stamped && written == StampLength, "an instant has one length");
        return bytes;
    }
}
