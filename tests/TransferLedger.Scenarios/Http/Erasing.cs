using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using TransferLedger.Core.Events;
using TransferLedger.Core.Log;

namespace TransferLedger.Scenarios.Http;

/// <summary>Has quotes erased.</summary>
internal static class Erasing
{
    public const string Asked = """{"reason": "The speaker asked for it."}""";

    /// <param name="claim">Its id: <c>report#1</c>.</param>
    /// <param name="body">Null: none is sent.</param>
    public static Task<Answer> Erase(
        this HttpClient client,
        string claim,
        string? body = Asked,
        params (string Name, string Value)[] headers
    ) =>
        client.Send(
            HttpMethod.Delete,
            ExcerptOf(claim),
            body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"),
            headers
        );

    public static string ExcerptOf(string claim) => $"/excerpts/{claim.Replace('#', '/')}";

    /// <summary>
    /// Appends the event and no more: the state in which a process leaves the ledger that dies before the words go.
    /// </summary>
    public static async Task BeginErasure(this RunningLedger ledger, string claim)
    {
        var log = ledger.Services.GetRequiredService<ILog>();
        var id = ClaimId.Read(claim).Value;
        var stream = await log.ReadStream(id.Report.Stream, TestContext.Current.CancellationToken);
        var erasure = new ExcerptErased
        {
            Claim = id,
            Reason = "The speaker asked for it.",
            Entry = stream[id.Number].Id,
            By = "desk-1",
        };
        var entry = new NewEntry(
            Guid.CreateVersion7(),
            id.Report.Stream,
            stream.Count + 1,
            EventNames.Of(erasure),
            EventJson.Write(erasure),
            "desk-1"
        );
        Assert.IsType<AppendResult.Appended>(
            await log.Append([entry], TestContext.Current.CancellationToken)
        );
    }

    /// <summary>How many rows of quotes hold words.</summary>
    public static async Task<long> WordsInTheTable(this RunningLedger ledger)
    {
        await using var command = ledger
            .Services.GetRequiredService<NpgsqlDataSource>()
            .CreateCommand("select count(*) from ledger.excerpts where text is not null");
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}
