using System.Globalization;

namespace TransferLedger.Scenarios.Http;

/// <summary>
/// An answer about a figure that is given again from memory is the one that would be worked out anew: after every kind of event,
/// about the figure, beside it and elsewhere. A question with another <c>minPosition</c> is one that nobody asked before.
/// </summary>
public sealed class RememberedAnswersTests(RunningLedger ledger) : IClassFixture<RunningLedger>
{
    private static readonly string[] Figures =
    [
        "KP-RU/containers",
        "KP-RU/items/artillery-round",
        "KP-RU/items/artillery-round-152mm",
    ];

    private long position;

    [Fact]
    public async Task It_is_what_would_be_worked_out_anew()
    {
        await ledger.Client.File(
            Reports.Published(
                "first",
                "KP-RU",
                "2024-02-05",
                Reports.ContainersOf("KR", "2024-02-01", "over 1,000", "2024-01/2024-01-31"),
                Reports.ItemsOf("KR", "2024-02-01", "artillery-round", "over 9,000", "2024-01/2024-01-31")
            )
        );
        Func<Task>[] events =
        [
            () => File("elsewhere", "IR-SY", Said("over 5")),
            () => File("more", "KP-RU", Said("over 2,000", "more")),
            () => File("again", "KP-RU", Said("over 2,500", "again")),
            () => ledger.Client.Judge("more", "again"),
            () => File("part", "KP-RU", Rounds("artillery-round-152mm")),
            () => File("denied", "IR-SY", Reports.DenialOf("RU", "2024-02-02", """{"corridor": "KP-*"}""")),
            () => File("denied-2", "IR-SY", Reports.DenialOf("RU", "2024-02-03", """{"claim": "more#1"}""")),
            () =>
                File("denied-3", "IR-SY", Reports.DenialOf("RU", "2024-02-04", """{"statement": "again"}""")),
            () =>
                ledger.Client.Mend(
                    "denied#1",
                    Reports.DenialOf("RU", "2024-02-02", """{"corridor": "IR-SY"}""")
                ),
            () => ledger.Client.Grade("more#1", "A"),
            () => ledger.Client.Withdraw("again#1", "2024-03-10", "UA"),
            () => ledger.Client.Mend("elsewhere#1", Said("over 7,000", corridor: "KP-RU")),
            () => ledger.Client.Mend("part#1", Rounds("artillery-round")),
        ];
        await AllAreAsAnew();
        foreach (var happens in events)
        {
            await happens();
            await AllAreAsAnew();
        }
    }

    private async Task AllAreAsAnew()
    {
        position++;
        foreach (var figure in Figures)
        {
            foreach (var page in new[] { "", "/explanation", "/revisions" })
            {
                var address = $"/figures/{figure}{page}?asOf=2024-06-01";
                var remembered = await ledger.Client.Ask(address);
                var anew = await ledger.Client.Ask(
                    string.Create(CultureInfo.InvariantCulture, $"{address}&minPosition={position}")
                );
                Assert.Equal(anew.Text, remembered.Text);
                foreach (var header in new[] { "ETag", "Ledger-Position" })
                {
                    Assert.Equal(
                        anew.Headers.GetValueOrDefault(header),
                        remembered.Headers.GetValueOrDefault(header)
                    );
                }
            }
        }
    }

    private Task File(string id, string corridor, string claim) =>
        ledger.Client.File(Reports.Published(id, corridor, "2024-02-05", claim));

    private static string Said(string quantity, string? statement = null, string? corridor = null) =>
        Reports.ContainersOf(
            "UA",
            "2024-02-01",
            quantity,
            "2024-01/2024-01-31",
            (statement is null ? "" : $""", "statement": "{statement}" """)
                + (corridor is null ? "" : $""", "corridor": "{corridor}" """)
        );

    private static string Rounds(string item) =>
        Reports.ItemsOf("UA", "2024-02-01", item, "over 1,000", "2024-01/2024-01-31");
}
