using System.Text.Json;
using TransferLedger.Core.Answers;
using TransferLedger.Core.Feed;
using TransferLedger.Postgres.Feed;
using TransferLedger.Postgres.Projections;
using TransferLedger.Server.Api;
using TransferLedger.Server.Pages.Layout;

namespace TransferLedger.Server.Pages.Home;

/// <summary>Reads and writes the first page, and gives it again until the ledger or the feed goes on.</summary>
internal sealed class HomeReader(
    LedgerReads reads,
    FeedReads feed,
    FeedTail tail,
    Readers readers,
    OpenConflicts conflicts,
    RememberedAnswers remembered
)
{
    private const int MostFigures = 100;
    private const int MostRevisions = 8;

    /// <returns>The page, and the place of the feed before which it knows everything.</returns>
    public async Task<(ReadOnlyMemory<byte> Written, FeedPlace From)> Written(HttpContext http, string after)
    {
        // Before anything is read: an entry that comes meanwhile is told of once more, not lost.
        var from = tail.Horizon;
        var end = await reads.Size(http.RequestAborted);
        var answer = await remembered.Of(
            $"home {from} {readers.Today} {after}",
            end,
            async () =>
                new(
                    Answer.Written(
                        end,
                        await PageText.Of(
                            http.RequestServices,
                            Page.Show<HomeView, HomeModel>(await Model(http, after))
                        )
                    ),
                    MayChange: _ => true
                ),
            http.RequestAborted
        );
        return (answer!.Bytes, from);
    }

    private async Task<HomeModel> Model(HttpContext http, string after) =>
        new()
        {
            Figures = (
                await reads.Figures(new(), readers.Today, after, MostFigures + 1, http.RequestAborted)
            ).Rows,
            Conflicts = await conflicts.Newest(http),
            Revisions = await Newest(http.RequestAborted),
            MostFigures = MostFigures,
        };

    private async Task<IReadOnlyList<EstimateRevisedBody>> Newest(CancellationToken cancellation) =>
        [
            .. (await feed.Newest(FeedEvent.EstimateRevised, MostRevisions, cancellation)).Select(data =>
                JsonSerializer.Deserialize<EstimateRevisedBody>(data.Span, AnswerJson.Options)!
            ),
        ];
}
