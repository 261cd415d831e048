using System.Text.Json.Serialization;
using TransferLedger.Core.Events;

namespace TransferLedger.Core.Answers;

/// <summary>The last entry that the answer rests on.</summary>
/// <param name="RecordedAt">Left out in lists.</param>
public sealed record KnownAtBody(
    long Position,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTime? RecordedAt
)
{
    public static KnownAtBody? Of(long bookmark) =>
        bookmark == 0 ? null : new(bookmark - 1, RecordedAt: null);

    public static KnownAtBody? Of(Recorded? last) =>
        last is null ? null : new(last.Position.Value, last.RecordedAt);
}

/// <summary>Addresses of what belongs to an answer.</summary>
public sealed record LinksBody(string Self);
