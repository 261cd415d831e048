using System.Text.Json.Nodes;

namespace TransferLedger.Core.Tests.Sample;

/// <summary>The sample beside the rows that it was written from.</summary>
public sealed class SampleAgainstCorpusTests
{
    [Fact]
    public void Every_row_that_is_a_claim_became_one_claim()
    {
        var rows = Corpus.RowsOrSkip();

        Assert.Equal(58, rows.Count);
        Assert.Equal(
            rows.Select(row => row.Id).Order(StringComparer.Ordinal),
            SampleFolder.ClaimOfRow().Keys.Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            SampleFolder.Claims().Keys.Order(StringComparer.Ordinal),
            rows.Select(row => row.ClaimId).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Types_agree() => EachAgrees(Mapping.Type, row => Text(row, "type"));

    [Fact]
    public void Corridors_agree() =>
        EachAgrees(Mapping.Corridor, row => Text(row, "corridor") ?? (string?)row.Report["corridor"]);

    [Fact]
    public void Return_flows_are_in_return_for_the_corridor_there() =>
        EachAgrees(
            row => row["statement_kind"] is "reciprocal_transfer" ? "KP-RU" : null,
            row => Text(row, "inReturnFor")
        );

    [Fact]
    public void Modalities_agree() => EachAgrees(Mapping.Modality, row => Text(row, "modality"));

    [Fact]
    public void Stages_agree() => EachAgrees(Mapping.Stage, row => Text(row, "stage"));

    [Fact]
    public void Items_agree() => EachAgrees(Mapping.Item, row => Text(row, "item"));

    [Fact]
    public void Quantities_agree() => EachAgrees(Mapping.Words, Words);

    [Fact]
    public void Quantities_are_the_words_of_the_article_but_for_what_is_carried_over() =>
        Assert.All(
            Corpus.RowsOrSkip().Where(row => Words(row) is not null),
            row => Assert.Contains(Words(row)!.Split("] ")[^1], row["quote"]!)
        );

    [Fact]
    public void Only_the_capacity_of_each_container_is_per_container() =>
        EachAgrees(
            row =>
                row["quantity_per"]?.StartsWith("container", StringComparison.Ordinal) == true
                    ? "container"
                    : null,
            row => Text(row, "per")
        );

    [Fact]
    public void Alternatives_agree() =>
        EachAgrees(row => row["alternative_group"] is null ? null : "a", row => Text(row, "alternative"));

    [Fact]
    public void Coverages_agree() =>
        EachAgrees(
            row => Text(row, "type") is "evidence-cited" ? null : row["coverage_edtf"],
            row => Text(row, "coverage") ?? Text(row, "observed")
        );

    [Fact]
    public void Stated_days_agree() =>
        EachAgrees(row => row["statement_made_edtf"], row => Text(row, "stated"));

    [Fact]
    public void Publication_days_agree() =>
        EachAgrees(row => row["article_published_edtf"], row => (string?)row.Report["published"]);

    [Fact]
    public void Two_claims_share_a_statement_exactly_where_two_rows_retell_one_speech()
    {
        var pairs = Corpus
            .RowsOrSkip()
            .Select(row => (Theirs: row["original_statement_id"], Ours: Text(row, "statement")))
            .Select(pair => (Theirs: pair.Theirs is "OS-OTHER" ? null : pair.Theirs, pair.Ours))
            .Distinct()
            .ToList();

        Assert.Equal(pairs.Count, pairs.DistinctBy(pair => pair.Theirs, StringComparer.Ordinal).Count());
        Assert.Equal(pairs.Count, pairs.DistinctBy(pair => pair.Ours, StringComparer.Ordinal).Count());
        Assert.Contains((null, null), pairs);
    }

    [Fact]
    public void Claimants_agree() =>
        EachAgrees(
            row =>
                row["claimant_role"]?.Contains("editorial", StringComparison.Ordinal) == true ? null
                : row["claimant_org"] is not { } organisation ? "unnamed"
                : $"{row["claimant_name"]}, {row["claimant_role"]}, {organisation}, {row["claimant_country"]}",
            row =>
                row.Claim["claimant"] is not JsonObject who ? null
                : (string?)who["kind"] is "unnamed" ? "unnamed"
                : $"{who["name"]}, {who["office"]}, {who["organisation"]}, {who["country"]}"
        );

    [Fact]
    public void Relays_agree() =>
        EachAgrees(
            row => row.Chain is [_, .. [_, ..] relays, _] ? Relays(row, relays) : null,
            row => row.Claim["via"]?.ToJsonString()
        );

    [Fact]
    public void Routes_agree() =>
        EachAgrees(
            row =>
                Legs(row.Fields["route"], "from_country", "to_country", "from_unlocode", Mapping.Mode(row)),
            row =>
                row.Claim["legs"] is JsonArray legs ? string.Join("; ", legs.Select(leg => Leg(leg!))) : null
        );

    [Fact]
    public void No_seven_words_in_a_row_are_taken_from_an_article()
    {
        var theirs = Corpus.ArticlesOrSkip().SelectMany(RunsOfSeven).ToHashSet(StringComparer.Ordinal);

        Assert.NotEmpty(theirs);
        Assert.DoesNotContain(
            SampleFolder.Reports().SelectMany(Texts).SelectMany(RunsOfSeven),
            theirs.Contains
        );
    }

    private static void EachAgrees(Func<Row, string?> expected, Func<Row, string?> actual) =>
        Assert.Equal(
            Corpus.RowsOrSkip().Select(row => $"{row.Id}: {expected(row)}"),
            Corpus.RowsOrSkip().Select(row => $"{row.Id}: {actual(row)}"),
            StringComparer.Ordinal
        );

    private static string? Text(Row row, string member) => (string?)row.Claim[member];

    private static string? Words(Row row) =>
        Text(row, "quantity") ?? Text(row, "share") ?? Text(row, "utilisation");

    // Where the relay is unnamed (001-01), the row says that the sentence after it, the next row, names it.
    private static string Relays(Row row, List<(string Actor, string Kind)> relays)
    {
        if (relays.Exists(relay => relay.Kind is "unnamed"))
            return Corpus
                .RowsOrSkip()
                .SkipWhile(other => !string.Equals(other.Id, row.Id, StringComparison.Ordinal))
                .ElementAt(1)
                .Claim["via"]!.ToJsonString();
        return new JsonArray([.. relays.Select(r => JsonValue.Create(r.Actor)).Reverse()]).ToJsonString();
    }

    private static string? Legs(JsonNode? route, string from, string to, string code, string? mode) =>
        route is JsonArray { Count: > 0 } legs
            ? string.Join("; ", legs.Select(leg => $"{leg![from]} {leg[code]} to {leg[to]} {mode}"))
            : null;

    private static string Leg(JsonNode leg) =>
        $"{leg["from"]?["country"]} {leg["from"]?["locode"]} to {leg["to"]?["country"]} {leg["mode"]}";

    private static IEnumerable<string> Texts(JsonNode? node) =>
        node switch
        {
            JsonObject o => o.SelectMany(pair => Texts(pair.Value)),
            JsonArray a => a.SelectMany(Texts),
            JsonValue v => [v.ToString()],
            _ => [],
        };

    private static IEnumerable<string> RunsOfSeven(string text)
    {
        var words = new string([
            .. text.ToLowerInvariant().Select(c => char.IsLetterOrDigit(c) ? c : ' '),
        ]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return Enumerable
            .Range(0, Math.Max(0, words.Length - 6))
            .Select(i => string.Join(' ', words[i..(i + 7)]));
    }
}
