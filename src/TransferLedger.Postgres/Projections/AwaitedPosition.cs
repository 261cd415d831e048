using System.Diagnostics;
using TransferLedger.Core.Events;

namespace TransferLedger.Postgres.Projections;

/// <summary>
/// Until it is disposed of, whoever reads in this flow of control sees at least the entry at a position, or gets a
/// <see cref="ReadsBehindException"/> when patience is at its end.
/// </summary>
public sealed class AwaitedPosition : IDisposable
{
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(10);
    private static readonly AsyncLocal<AwaitedPosition?> Flowing = new();

    private readonly long since = Stopwatch.GetTimestamp();
    private readonly Position position;
    private readonly TimeSpan patience;

    private AwaitedPosition(Position position, TimeSpan patience) =>
        (this.position, this.patience) = (position, patience);

    /// <summary>Of this flow of control; null: any bookmark will do.</summary>
    internal static AwaitedPosition? Current => Flowing.Value;

    public static AwaitedPosition NotBefore(Position position, TimeSpan patience) =>
        Flowing.Value = new AwaitedPosition(position, patience);

    public void Dispose() => Flowing.Value = null;

    internal bool IsReached(long bookmark) => bookmark > position.Value;

    internal Task Pause(long bookmark, CancellationToken cancellation) =>
        Stopwatch.GetElapsedTime(since) < patience
            ? Task.Delay(AskEvery, cancellation)
            : throw new ReadsBehindException(position, bookmark);
}

/// <summary>What can be read does not hold an entry yet that the reader knows of.</summary>
public sealed class ReadsBehindException(Position wanted, long bookmark)
    : Exception(
        $"The entry at {wanted} cannot be read yet: what can be read ends before position {bookmark}."
    );
