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
    /// <param name="asked">All that the answer depends on beside the ledger.</param>
    /// <param name="work">Gives the answer with a bookmark that it holds at least; null: it is no answer to remember.</param>
    public async Task<Answer?> Of(
        string asked,
        FigureId figure,
        Func<Task<Answer?>> work,
        CancellationToken cancellation
    )
    {
        if (answers.Get<Remembered>(asked) is { } known && await Still(known, cancellation) is { } bookmark)
        {
            var still = known.Answer with { Bookmark = bookmark };
            if (bookmark > known.Answer.Bookmark)
            {
                Remember(asked, known with { Answer = still });
            }

            return still;
        }

        var answer = await work();
        if (answer is not null)
        {
            Remember(asked, new(answer, new FigureConcern(figure)));
        }

        return answer;
    }

    public void Dispose() => answers.Dispose();

    /// <summary>The bookmark up to which the answer is known to hold; null: it may not.</summary>
    private async Task<long?> Still(Remembered known, CancellationToken cancellation) =>
        await reads.Since(known.Answer.Bookmark, MostSince, cancellation) is { } since
        && !since.Rows.Any(entry => known.Concern.May(entry.Event))
            ? since.Bookmark
            : null;

    private void Remember(string asked, Remembered answer) =>
        answers.Set(asked, answer, new MemoryCacheEntryOptions { Size = answer.Answer.Bytes.Length });

    private sealed record Remembered(Answer Answer, FigureConcern Concern);
}
