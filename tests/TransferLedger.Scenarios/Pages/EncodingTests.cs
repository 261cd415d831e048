using System.Text.Json.Nodes;
using TransferLedger.Scenarios.Http;

namespace TransferLedger.Scenarios.Pages;

/// <summary>Whatever somebody writes into a report is text on every page that shows it.</summary>
public sealed class EncodingTests(RunningLedger ledger) : IClassFixture<RunningLedger>
{
    private const string Markup = "<b onclick=x>&\"'</b></script><script>alert(1)</script>";

    [Fact]
    public async Task Markup_in_every_text_field_is_text()
    {
        await ledger.Client.File(Hostile());
        var claimant = (await ledger.Client.Ask("/claimants")).Items[0].Of("id");
        foreach (
            var address in new[]
            {
                "/",
                "/?q=hostile",
                $"/?q={Uri.EscapeDataString(Markup)}",
                "/KP-RU",
                "/KP-RU/containers",
                "/KP-RU/quality/artillery-round",
                "/report/hostile",
                $"/claimant/{Uri.EscapeDataString(claimant)}",
                $"/statement/{Uri.EscapeDataString(Markup)}",
                $"/report/{Uri.EscapeDataString(Markup)}",
                $"/KP-RU/containers?perspective={Uri.EscapeDataString(Markup)}",
            }
        )
        {
            var answer = await ledger.Client.Browse(address);
            var page = answer.Document();
            Assert.Empty(page.QuerySelectorAll("b"));
            Assert.DoesNotContain("alert(1)</script>", answer.Text, StringComparison.Ordinal);
            Assert.All(
                page.QuerySelectorAll("script:not([src])"),
                script => Assert.NotNull(JsonNode.Parse(script.TextContent))
            );
        }

        var report = await ledger.Client.Look("/report/hostile");
        Assert.Equal(Markup, report.Words("h1"));
        Assert.Equal(Markup, report.Words("blockquote.quote"));
    }

    /// <summary>Every member that takes any text.</summary>
    private static string Hostile()
    {
        var claimant = new JsonObject
        {
            ["kind"] = "organisation",
            ["name"] = Markup,
            ["office"] = Markup,
            ["organisation"] = Markup,
            ["code"] = "<i>\"&'",
        };
        JsonObject Claim(string type, JsonObject more)
        {
            var claim = new JsonObject
            {
                ["type"] = type,
                ["claimant"] = claimant.DeepClone(),
                ["via"] = new JsonArray(Markup),
                ["statement"] = Markup,
                ["respondsTo"] = Markup,
                ["summary"] = Markup,
                ["quote"] = type == "containers-reported" ? Markup : null,
            };
            foreach (var (name, value) in more)
            {
                claim[name] = value?.DeepClone();
            }

            return claim;
        }

        return new JsonObject
        {
            ["id"] = "hostile",
            ["title"] = Markup,
            ["publisher"] = Markup,
            ["medium"] = "press",
            ["language"] = "<b>&\"'",
            ["url"] = $"javascript:alert(1)//{Markup}",
            ["published"] = "2024-02-28",
            ["corridor"] = "KP-RU",
            ["claims"] = new JsonArray(
                Claim(
                    "containers-reported",
                    new JsonObject
                    {
                        ["quantity"] = new JsonObject { ["words"] = Markup, ["low"] = 10 },
                        ["coverage"] = "/2024-02-26",
                    }
                ),
                Claim(
                    "quality-assessed",
                    new JsonObject
                    {
                        ["item"] = "artillery-round",
                        ["share"] = "half",
                        ["of"] = Markup,
                        ["assessment"] = Markup,
                    }
                ),
                Claim("absence-observed", new JsonObject { ["what"] = Markup, ["observed"] = "2024-02" }),
                Claim("production-observed", new JsonObject { ["what"] = Markup, ["producer"] = Markup }),
                Claim(
                    "evidence-cited",
                    new JsonObject
                    {
                        ["kind"] = "video",
                        ["what"] = Markup,
                        ["supports"] = new JsonArray(1),
                    }
                ),
                Claim(
                    "denial-issued",
                    new JsonObject
                    {
                        ["forms"] = new JsonArray("categorical"),
                        ["targets"] = new JsonArray(new JsonObject { ["statement"] = Markup }),
                    }
                ),
                Claim(
                    "shipment-route-observed",
                    new JsonObject
                    {
                        ["legs"] = new JsonArray(
                            new JsonObject
                            {
                                ["from"] = new JsonObject
                                {
                                    ["name"] = Markup,
                                    ["lat"] = "42.2",
                                    ["lon"] = "130.2",
                                },
                                ["to"] = new JsonObject
                                {
                                    ["name"] = Markup,
                                    ["lat"] = "42.8",
                                    ["lon"] = "132.3",
                                },
                                ["vessels"] = new JsonArray(new JsonObject { ["name"] = Markup }),
                            }
                        ),
                    }
                )
            ),
        }.ToJsonString();
    }
}
