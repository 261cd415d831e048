using System.Text.Json.Nodes;

namespace TransferLedger.Core.Tests.Sample;

/// <summary>The five articles and their rows, which lie beside the project and are no part of it.</summary>
internal static class Corpus
{
    /// <summary>The folder, or the test is skipped: other people's text is not handed on with the project.</summary>
    internal static string OrSkip()
    {
        for (var folder = new DirectoryInfo(SampleFolder.Root); folder is not null; folder = folder.Parent)
        {
            var corpus = Path.Combine(folder.FullName, "shared", "corpus");
            if (File.Exists(Path.Combine(corpus, "statements.json")))
                return corpus;
        }
        Assert.Skip(
            $"No shared/corpus in or above {SampleFolder.Root}: the sample was not compared with it."
        );
        throw new InvalidOperationException("Assert.Skip came back.");
    }

    /// <summary>The rows that become claims: neither political context nor the comparison ("twofold") of 001-09.</summary>
    internal static List<Row> RowsOrSkip() =>
        [
            .. JsonNode
                .Parse(File.ReadAllText(Path.Combine(OrSkip(), "statements.json")))!
                .AsArray()
                .Select(row => new Row((JsonObject)row!))
                .Where(row =>
                    row["statement_kind"] is not "political_context"
                    && row["quantity_basis"] is not "comparison"
                ),
        ];

    internal static IEnumerable<string> ArticlesOrSkip() =>
        Directory.EnumerateFiles(Path.Combine(OrSkip(), "articles"), "*.txt").Select(File.ReadAllText);
}

/// <summary>One row of the corpus, and the claim of the sample that it became.</summary>
internal sealed record Row(JsonObject Fields)
{
    private static readonly Dictionary<string, string> ClaimOfRow = SampleFolder.ClaimOfRow();
    private static readonly Dictionary<string, JsonObject> Claims = SampleFolder.Claims();
    private static readonly Dictionary<string, JsonObject> Reports = SampleFolder
        .Reports()
        .ToDictionary(report => (string)report["id"]!, StringComparer.Ordinal);

    internal string Id => this["statement_id"]!;

    /// <summary>A text field; null where the row leaves it empty.</summary>
    internal string? this[string field] => Fields[field] is JsonValue value ? value.ToString() : null;

    internal string? ClaimId => ClaimOfRow.GetValueOrDefault(Id);

    internal JsonObject Claim => Claims[ClaimOfRow[Id]];

    internal JsonObject Report => Reports[ClaimOfRow[Id].Split('#')[0]];

    internal List<string> Parties(string field) =>
        [.. ((JsonArray?)Fields[field] ?? []).Select(party => (string)party!)];

    /// <summary>Who handed the words on, from the article (first) to the claimant (last).</summary>
    internal List<(string Actor, string Kind)> Chain =>
        [
            .. Fields["attribution_chain"]!
                .AsArray()
                .Select(link => ((string)link!["actor"]!, (string)link["kind"]!)),
        ];
}
