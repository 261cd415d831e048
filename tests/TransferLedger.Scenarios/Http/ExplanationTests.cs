namespace TransferLedger.Scenarios.Http;

/// <summary>Why a number is what it is, as a sum that a reader can check.</summary>
public sealed class ExplanationTests(RunningLedger ledger) : IClassFixture<RunningLedger>
{
    [Fact]
    public async Task What_is_left_between_two_totals_is_two_steps_that_add_up()
    {
        await ledger.Client.File(
            Reports.Published(
                "sum",
                "KP-RU",
                "2024-06-01",
                Reports.ContainersOf("KR", "2024-05-31", "at least 900", "/2024-05-31"),
                Reports.ContainersOf("KR", "2024-01-02", "at most 300", "/2023-12-31"),
                Reports.ContainersOf("KR", "2024-06-01", "at least 10", "2024-01/2024-05")
            )
        );
        var explanation = (await ledger.Client.Ask("/figures/KP-RU/containers/explanation")).Json;
        var low = explanation.GetProperty("low");
        Assert.Equal(600, low.Number("number"));
        Assert.Equal(
            [("sum#1", "at-least", 900L, 900L, 900L), ("sum#2", "at-most", 300L, -300L, 600L)],
            low.GetProperty("steps")
                .EnumerateArray()
                .Select(step =>
                    (
                        step.Of("claim"),
                        step.Of("side"),
                        step.Number("number")!.Value,
                        step.Number("effect")!.Value,
                        step.Number("sum")!.Value
                    )
                )
        );
        Assert.Equal(
            "At least 900 containers by 31 May 2024, less at most 300 by 31 December 2023, leaves at least 600 from 1 January to 31 May 2024.",
            low.Of("sentence")
        );
        Assert.Null(explanation.GetProperty("high").Number("number"));
        var estimate = await ledger.Client.Figure("KP-RU/containers");
        Assert.Equal((600, "sum#3"), (estimate.Number("low"), estimate.Of("leading")));
        Assert.Equal(
            ["sum#1", "sum#2"],
            estimate
                .GetProperty("because")
                .GetProperty("low")
                .EnumerateArray()
                .Select(claim => claim.GetString())
        );
    }

    [Fact]
    public async Task Once_a_step_is_withdrawn_the_sum_is_another()
    {
        await ledger.Client.File(
            Reports.Published(
                "less",
                "KP-IR",
                "2024-06-01",
                Reports.ContainersOf("KR", "2024-05-31", "at least 900", "/2024-05-31"),
                Reports.ContainersOf("KR", "2024-01-02", "at most 300", "/2023-12-31"),
                Reports.ContainersOf("KR", "2024-06-01", "at least 10", "2024-01/2024-05")
            )
        );
        await ledger.Client.Withdraw("less#2", "2024-07-01", "KR");
        Assert.Equal([600L, 10L], [await Low("2024-06-30"), await Low("2024-07-01")]);

        async Task<long?> Low(string day) =>
            (await ledger.Client.Ask($"/figures/KP-IR/containers/explanation?asOf={day}"))
                .Json.GetProperty("low")
                .Number("number");
    }
}
