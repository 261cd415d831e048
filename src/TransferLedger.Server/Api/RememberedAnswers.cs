using Microsoft.Extensions.Caching.Memory;
using TransferLedger.Core.Figures;
using TransferLedger.Postgres.Projections;

namespace TransferLedger.Server.Api;

/// <summary>
/// Answers about figures that were given lately, each with the bookmark it was worked out at. One is given again as long as
/// nothing that the ledger has taken in since may concern its figure.
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
    /// <param name="wholeCorridor">It rests on other figures of the corridor too.</param>
    public async Task<Answer?> Of(
        string asked,
        FigureAsked about,
        Func<Task<Answer?>> work,
        CancellationToken cancellation,
        bool wholeCorridor = false
    )
    {
        var end = about.At.Ledger.End;
        if (answers.Get<Remembered>(asked) is { } known && await Holds(known, end, cancellation))
        {
            var still = known with { Answer = known.Answer with { Bookmark = end } };
            if (end > known.Answer.Bookmark)
            {
                Remember(asked, still);
            }

            return still.Answer;
        }

        var answer = await work();
        if (answer is not null)
        {
            Remember(asked, new(answer, new FigureConcern(about.Figure, wholeCorridor)));
        }

        return answer;
    }

    public void Dispose() => answers.Dispose();

    private async Task<bool> Holds(Remembered known, long end, CancellationToken cancellation)
    {
        var added = end - known.Answer.Bookmark;
        return added == 0
            || (
                added is > 0 and <= MostSince
                && (await reads.EntriesFrom(known.Answer.Bookmark, (int)added, cancellation)).All(entry =>
                    !known.Concern.May(entry.Event)
                )
            );
    }

    private void Remember(string asked, Remembered answer) =>
        answers.Set(asked, answer, new MemoryCacheEntryOptions { Size = answer.Answer.Bytes.Length });

    private sealed record Remembered(Answer Answer, FigureConcern Concern);
}
