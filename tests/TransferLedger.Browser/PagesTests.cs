using TransferLedger.Scenarios;

namespace TransferLedger.Browser;

/// <summary>Pages over the sample, which nobody changes here.</summary>
public sealed class PagesTests(SignedSample ledger) : IClassFixture<SignedSample>
{
    private static readonly string[] Pages =
    [
        "/",
        "/?q=contaniers",
        "/?q=north+korea",
        "/?q=nothing-is-called-that",
        "/KP-RU",
        "/RU-KP",
        "/KP-RU?asOf=2023-01-01",
        "/KP-RU/containers",
        "/KP-RU/containers?asOf=2024-03-01",
        "/KP-RU/containers?perspective=KR",
        "/KP-RU/containers?perspective=JP",
        "/KP-RU/items/artillery-round",
        "/KP-RU/capacity/artillery-round",
        "/report/republic-2024-02-28-shells",
        "/claimant/shin-won-sik-kr",
        "/statement/shin-2024-02-26",
        "/compare?figure=KP-RU/containers&aAsOf=2024-03-01",
        "/compare",
        "/audit",
        "/file",
    ];

    private static readonly string[] Problems =
    [
        "/KP-RU/contaniers",
        "/XX-YY",
        "/compare?figure=KP-RU/contaners&aAsOf=never",
        "/report/nobody-knows-it",
        "/KP-RU/containers?asOf=never&knownAt=99999999",
    ];

    [Fact]
    public Task Script_style_and_map_data_are_served() => Chromium.Play("assets", new { url = ledger.Url });

    [Fact]
    public Task A_chart_is_one_labelled_picture_that_can_be_downloaded_and_grows_with_its_window() =>
        Chromium.Play("draw", new { url = ledger.Url });

    [Fact]
    public Task Sliders_look_back_by_keyboard_and_mouse_and_stand_in_the_address() =>
        Chromium.Play("sliders", new { url = ledger.Url });

    [Fact]
    public Task What_fails_is_said_and_can_be_tried_again() =>
        Chromium.Play("failing", new { url = ledger.Url });

    [Fact]
    public Task Pages_say_all_without_script() =>
        Chromium.Play("plain", new { url = ledger.Url, pages = Pages });

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public Task Pages_are_within_everybodys_reach_at_any_width_and_in_both_colour_schemes(string scheme) =>
        Chromium.Play(
            "reach",
            new
            {
                url = ledger.Url,
                pages = Pages,
                problems = Problems,
                scheme,
            }
        );

    [Fact]
    public async Task The_log_verifies_in_the_browser_and_does_not_once_a_bit_is_changed_on_the_way()
    {
        await ledger.Signed();
        await Chromium.Play("verify", new { url = ledger.Url });
    }

    [Fact]
    public Task The_browsers_own_tree_is_that_of_the_definition_for_logs_of_many_sizes() =>
        Chromium.Play("tiles", new { });
}
