using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using TransferLedger.Scenarios.Robustness;

namespace TransferLedger.Benchmarks.Soaks.Nodes;

/// <summary>
/// Files report after report through both nodes by turns, and now and then what happened to one later. What got no answer, or
/// "later", is asked for again at the other node until it is answered.
/// </summary>
/// <param name="first">Its first report; the others follow in steps of <paramref name="step"/>.</param>
internal sealed class Filer(NodePair nodes, Acknowledged acknowledged, int first, int step)
{
    /// <summary>A report; eight filers together send a hundred a second.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(80);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Asked for without being told what came of it.</summary>
    public int Unanswered { get; private set; }

    /// <summary>Of those, what was found to be written when it was asked for again.</summary>
    public int FoundWritten { get; private set; }

    /// <summary>Answered 503.</summary>
    public int PutOff { get; private set; }

    /// <summary>Returns when <paramref name="over"/> is cancelled and nothing is open any more.</summary>
    public async Task Run(CancellationToken over)
    {
        using var pace = new PeriodicTimer(Pace);
        for (var number = first; !over.IsCancellationRequested; number += step)
        {
            var filed = await Settle(Wish.Report(number), number);
            if (Wish.IsCorrected(number))
            {
                var version = filed.GetProperty("version").GetString()!;
                await Settle(Wish.Correction(number, version), number + 1);
            }

            if (Wish.IsJudged(number))
            {
                await Settle(Wish.Judgement(number), number);
            }

            await pace.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    /// <param name="turn">Whose turn it is.</param>
    private async Task<JsonElement> Settle(Wish wish, int turn)
    {
        var begun = Stopwatch.GetTimestamp();
        var open = false;
        for (; Stopwatch.GetElapsedTime(begun) < Patience; turn++)
        {
            if (nodes[turn % NodePair.Count] is not { } node)
            {
                continue;
            }

            switch (await Ask(node, wish))
            {
                case null:
                    open = true;
                    Unanswered++;
                    break;
                case { Status: HttpStatusCode.ServiceUnavailable }:
                    PutOff++;
                    await Task.Delay(BetweenTries);
                    break;
                case { Status: HttpStatusCode.OK or HttpStatusCode.Created } answer:
                    FoundWritten += open && answer.Status == HttpStatusCode.OK ? 1 : 0;
                    acknowledged.Take(wish, answer.Body);
                    return answer.Body;
                case { } other:
                    throw new InvalidOperationException($"{wish} was answered {other}");
            }
        }

        throw new TimeoutException($"{wish} was not answered for {Patience.TotalSeconds} s.");
    }

    /// <summary>Null: nobody knows what came of it.</summary>
    private async Task<Answer?> Ask(ServerProcess node, Wish wish)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, wish.Address)
        {
            Content = new StringContent(wish.Body, Encoding.UTF8, "application/json"),
        };
        if (wish.Version is { } version)
        {
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
        }

        try
        {
            var asked = Stopwatch.GetTimestamp();
            using var response = await node.Client.SendAsync(request);
            var body = JsonElement.Parse(await response.Content.ReadAsByteArrayAsync());
            if (body.TryGetProperty("projected", out var projected) && projected.GetBoolean())
            {
                nodes.Shown(node, asked);
            }

            return new(response.StatusCode, body);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return null;
        }
    }

    private sealed record Answer(HttpStatusCode Status, JsonElement Body);
}
