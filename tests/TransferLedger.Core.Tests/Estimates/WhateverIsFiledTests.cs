using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Filing;

namespace TransferLedger.Core.Tests.Estimates;

/// <summary>Reports at the edges of what the reader lets through, all the way to an estimate and its history.</summary>
public sealed class WhateverIsFiledTests
{
    private const int Reports = 1_500;
    private const long Greatest = 1_000_000_000_000_000;

    private static readonly DateOnly Today = new(2026, 6, 30);

    private static readonly string[] Days =
    [
        "0001",
        "0001-01-01",
        "0001-01-01~",
        "0001-01%",
        "0001~",
        "1999?",
        "2024",
        "2024-02-29",
        "2024-02~",
        "2026-06-30~",
        "2026",
    ];

    private static readonly string[] Later = ["9998", "9998-12-31", "9998-12-31~", "9998%", "", ".."];

    private static readonly string[] Words =
    [
        "exactly 1000000000000000",
        "1000000000000000",
        "about 1,000,000 billion",
        "over 1000000000000000",
        "up to approximately 1000000000000000",
        "nearly 1",
        "nearly 1000000000000000",
        "fewer than 1",
        "no containers",
        "0",
        "1",
        "between 0 and 1",
        "0 to 1000000000000000",
        "thousands of",
        "several billion",
        "a significant number",
        "at least 7",
        "only 7",
        "up to 7",
    ];

    private static readonly string[] Items =
    [
        "artillery-round-152mm",
        "ballistic-missile",
        "arms",
        "technology-missile",
    ];

    [Fact]
    public void Whatever_the_reader_lets_through_can_be_estimated()
    {
        var random = new Random(20_240_226);
        var estimated = 0;
        for (var figures = 0; figures < Reports / 30; figures++)
        {
            var claims = Enumerable.Range(0, 30).SelectMany(_ => Filed(random)).ToList();
            estimated += claims.Count;
            foreach (
                var fed in claims.GroupBy(c => FigureId.FedBy(c.Claim)).Where(group => group.Key is not null)
            )
            {
                Estimates(fed.Key!, [.. fed]);
            }
        }

        Assert.InRange(estimated, Reports / 3, int.MaxValue);
    }

    private static void Estimates(FigureId figure, List<ClaimState> claims)
    {
        foreach (var day in new[] { DateOnly.MinValue, new(2024, 2, 29), Today, DateOnly.MaxValue })
        {
            var estimate = Estimator.Of(FigureRecord.Of(figure, claims), day, Policy.Current);
            Assert.True(estimate.Low is null || !(estimate.High < estimate.Low));
            Assert.All(estimate.Gaps, gap => Assert.InRange(gap.From, estimate.Low!.Value, gap.To));
            Assert.DoesNotContain("", estimate.Perspectives.Select(p => p.Perspective));
            Assert.NotEqual("", JsonSerializer.Serialize(estimate));
            Assert.DoesNotContain("", estimate.Conflicts.Select(conflict => conflict.Text));
            Assert.NotEqual("", Explanation.Of(FigureRecord.Of(figure, claims), estimate).Low.Sentence);
        }

        Assert.NotEmpty(
            RevisionHistory.ByStated(FigureRecord.Of(figure, claims), DateOnly.MaxValue, Policy.Current)
        );
    }

    private static IEnumerable<ClaimState> Filed(Random random)
    {
        var json = Encoding.UTF8.GetBytes(Report(random).ToJsonString());
        var read = ReportReader.Read(json, Today);
        var recorded = Today.ToDateTime(default, DateTimeKind.Utc);
        return read.IsOk
            ? read.Value.Claims.Select(c => new ClaimState(c.Claim, Position.First, recorded))
            : [];
    }

    private static JsonObject Report(Random random) =>
        new()
        {
            ["id"] = $"r{random.Next(1_000_000)}",
            ["title"] = "t",
            ["publisher"] = random.Next(5) == 0 ? "N!" : One(random, "Yonhap", "연합뉴스", "Unattributed"),
            ["medium"] = "press",
            ["published"] = Date(random),
            ["corridor"] = One(random, "KP-RU", "XX-XX"),
            ["claims"] = new JsonArray([
                .. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Claim(random)),
            ]),
        };

    private static JsonObject Claim(Random random)
    {
        var claim = new JsonObject();
        var type = random.Next(10);
        claim["type"] = type switch
        {
            < 5 => "containers-reported",
            5 => "munitions-capacity-estimated",
            6 or 7 => "items-reported",
            8 => "shipment-route-observed",
            _ => "share-reported",
        };
        if (type is >= 5 and <= 7 or 9)
        {
            claim["item"] = One(random, Items);
        }

        if (type == 9)
        {
            claim["share"] = One(random, "0", "100", "33.33339", "half");
            claim["of"] = "all";
        }
        else
        {
            claim[type == 8 ? "voyages" : "quantity"] = Quantity(random);
            Maybe(random, claim, "per", One(random, "month", "container", "total"));
        }

        if (type == 8)
        {
            claim["legs"] = new JsonArray(
                new JsonObject { ["from"] = new JsonObject { ["name"] = "Rajin" } }
            );
        }

        Maybe(random, claim, type == 8 ? "observed" : "coverage", Date(random));
        if (type is not (5 or 8 or 9))
        {
            Maybe(random, claim, "stage", One(random, "used", "staged", "pledged", "forecast", "in-transit"));
        }

        Maybe(random, claim, "stated", Date(random));
        Maybe(random, claim, "disclosed", Date(random));
        Maybe(random, claim, "statement", One(random, "s1", "s2", "s3"));
        Maybe(random, claim, "repeats", "s4", oneIn: 10);
        Maybe(random, claim, "claimant", Claimant(random), oneIn: 1);
        Maybe(random, claim, "via", new JsonArray(One(random, "TASS", "N!")));
        Maybe(random, claim, "grade", new JsonObject { ["reliability"] = "F", ["credibility"] = 6 });
        return claim;
    }

    private static JsonObject? Claimant(Random random) =>
        random.Next(8) switch
        {
            0 => null,
            1 => new() { ["kind"] = "unnamed" },
            2 => new() { ["kind"] = "organisation", ["name"] = "N!" },
            3 => new() { ["kind"] = "organisation", ["code"] = One(random, "unattributed", "KR", "x y") },
            4 => new()
            {
                ["kind"] = "joint",
                ["name"] = "MSMT",
                ["members"] = new JsonArray("KR", "US"),
            },
            var n => new() { ["kind"] = "state", ["country"] = n < 7 ? "KR" : "US" },
        };

    private static JsonNode Quantity(Random random) =>
        random.Next(6) switch
        {
            0 => new JsonObject { ["point"] = Number(random), ["approximate"] = random.Next(2) == 0 },
            1 => new JsonObject
            {
                ["low"] = Number(random),
                ["lowExclusive"] = random.Next(2) == 0,
                ["high"] = Number(random),
                ["highExclusive"] = random.Next(2) == 0,
                ["approximate"] = random.Next(2) == 0,
            },
            2 => new JsonObject { ["high"] = Number(random), ["approximate"] = random.Next(2) == 0 },
            _ => One(random, Words),
        };

    private static long Number(Random random) =>
        random.Next(4) switch
        {
            0 => Greatest - random.Next(2),
            1 => random.Next(3),
            2 => (long)Math.Pow(10, random.Next(16)),
            _ => random.NextInt64(Greatest),
        };

    private static string Date(Random random) =>
        random.Next(4) switch
        {
            0 or 1 => One(random, Days),
            2 => $"{One(random, [.. Days, "", ".."])}/{One(random, Later)}",
            _ => $"{One(random, [.. Days, "", ".."])}/{One(random, Days)}",
        };

    private static void Maybe(Random random, JsonObject claim, string name, JsonNode? value, int oneIn = 2)
    {
        if (value is not null && random.Next(oneIn) == 0)
        {
            claim[name] = value;
        }
    }

    private static string One(Random random, params string[] of) => of[random.Next(of.Length)];
}
