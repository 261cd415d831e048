using System.Collections.Concurrent;
using System.Text.Json;

namespace TransferLedger.Benchmarks.Soaks.Nodes;

/// <summary>What was answered to be written down, and where.</summary>
internal sealed class Acknowledged
{
    private readonly ConcurrentDictionary<long, (string Stream, long? Version)> entries = new();
    private int wishes;

    public IReadOnlyDictionary<long, (string Stream, long? Version)> Entries => entries;

    /// <summary>What was asked for and is there.</summary>
    public int Wishes => wishes;

    /// <param name="answer">Of 200 or 201; it names the last of the entries.</param>
    public void Take(Wish wish, JsonElement answer)
    {
        var last = answer.GetProperty("position").GetInt64();
        // Of judgements asked for again the answer tells where their stream is by now.
        long? version =
            wish.Address == "/judgements"
                ? null
                : long.Parse(answer.GetProperty("version").GetString()!.AsSpan(1));
        for (var back = 0; back < wish.Entries; back++)
        {
            if (!entries.TryAdd(last - back, (wish.Stream, version - back)))
            {
                throw new InvalidOperationException(
                    $"Position {last - back} was acknowledged twice, the second time to {wish}."
                );
            }
        }

        Interlocked.Increment(ref wishes);
    }
}
