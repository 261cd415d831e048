using TransferLedger.Postgres.Keys;
using TransferLedger.Scenarios;

namespace TransferLedger.Browser;

/// <summary>Pages over the sample while reports come in.</summary>
public sealed class FilingTests(SignedSample ledger) : IClassFixture<SignedSample>
{
    private static readonly string[] Pages =
    [
        "/",
        "/?q=img",
        "/KP-RU",
        "/KP-RU/containers",
        "/report/browser-markup-1",
        "/statement/browser-markup",
    ];

    [Fact]
    public async Task A_form_reads_as_one_types_tells_all_faults_and_files() =>
        await Chromium.Play("filing", new { url = ledger.Url, key = await ledger.NewKey(Role.Filer) });

    [Fact]
    public async Task Markup_in_every_text_of_a_report_is_shown_as_text() =>
        await Chromium.Play(
            "markup",
            new
            {
                url = ledger.Url,
                key = await ledger.NewKey(Role.Filer),
                pages = Pages,
            }
        );
}
