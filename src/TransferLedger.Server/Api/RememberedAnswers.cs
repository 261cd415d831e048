using Microsoft.Extensions.Caching.Memory;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Postgres.Projections;

namespace TransferLedger.Server.Api;

/// <summary>
/// Answers about figures and corridors that were given lately, each with the bookmark it was worked out at. One is given again as long as
/// nothing that the ledger has taken in since may concern them.
/// </summary>
internal sealed class RememberedAnswers(LedgerReads reads) : IDisposable
{
    private const long MostBytes = 64 << 20;

    /// <summary>Entries since the answer that are looked through; working it out again costs less than more of them.</summary>
    private const int MostSince = 256;

    private readonly MemoryCache answers = new(new MemoryCacheOptions { SizeLimit = MostBytes });

    /// <summary>What <paramref name="work"/> answers, or answered before.</summary>
    /// <param name="asked">All that the answer depends on beside where its reader stands in the log.</param>
    /// <param name="work">Null: it is no answer to remember.</param>
    public Task<Answer?> Of(
        string asked,
        FigureAsked about,
        Func<Task<Answer?>> work,
        CancellationToken cancellation
    ) =>
        Of(
            asked,
            about.At.Ledger.End,
            async () => await work() is { } answer ? new(answer, new FigureConcern(about.Figure).May) : null,
            cancellation
        );

    /// <summary>The same of whatever else the ledger may take in something about.</summary>
    /// <param name="end">How far of the log it knows.</param>
    public async Task<Answer?> Of(
        string asked,
        long end,
        Func<Task<Remembered?>> work,
        CancellationToken cancellation
    )
    {
        if (answers.Get<Remembered>(asked) is { } known && await Holds(known, end, cancellation))
        {
            var still = known with { Answer = known.Answer with { Bookmark = end } };
            if (end > known.Answer.Bookmark)
            {
                Remember(asked, still);
            }

            return still.Answer;
        }

        var fresh = await work();
        if (fresh is not null)
        {
            Remember(asked, fresh);
        }

        return fresh?.Answer;
    }

    public void Dispose() => answers.Dispose();

    private async Task<bool> Holds(Remembered known, long end, CancellationToken cancellation)
    {
        var added = end - known.Answer.Bookmark;
        return added == 0
            || (
                added is > 0 and <= MostSince
                && (await reads.EntriesFrom(known.Answer.Bookmark, (int)added, cancellation)).All(entry =>
                    !known.MayChange(entry.Event)
                )
            );
    }

    private void Remember(string asked, Remembered answer) =>
        answers.Set(asked, answer, new MemoryCacheEntryOptions { Size = answer.Answer.Bytes.Length });
}

/// <summary>An answer, and whether an entry may change it.</summary>
internal sealed record Remembered(Answer Answer, Func<LedgerEvent, bool> MayChange);
