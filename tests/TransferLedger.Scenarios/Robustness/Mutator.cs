using System.Text;
using System.Text.Json;

namespace TransferLedger.Scenarios.Robustness;

/// <summary>Spoils valid reports in ways that follow from the seed alone.</summary>
internal sealed class Mutator(int seed)
{
    private static readonly string[] OddTexts =
    [
        "\\u0000",
        "\\ud800",
        "\\udc00\\ud800",
        "\u202Eelbisiv\u202C",
        "\u2066\u2069\u200F\u200B",
        "\\u0001\\u001f\\u007f\\u0085",
        "🚢🧨",
        "\\ud83d\\udea2",
        "e\u0301\u0301\u0301",
        "각힣신원식",
        "١٢٣٤",
        "\uFEFF",
        "\uFFFF\uFFFE",
        "'; drop table ledger.entries; --",
        "<script>alert(1)</script>",
        "a/b~c\\u002f%2f..",
        "\\n\\r\\t",
        "   ",
        "{0}%s$1\\\\",
        "***",
        "İıßŒ",
        "9999999999999999999999",
        "1,000,000,000,000,000",
        "between 1 and 10^15",
        "-0",
    ];

    private static readonly string[] OddValues =
    [
        "null",
        "true",
        "false",
        "{}",
        "[]",
        "\"\"",
        "\" \"",
        "\"x\"",
        "0",
        "-0",
        "-1",
        "1",
        "7",
        "152",
        "1.5",
        "1e2",
        "1e400",
        "-1e-400",
        "2147483648",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "1000000000000000",
        "1000000000000001",
        "123456789012345678901234567890123456789",
        "NaN",
        "01",
        "'x'",
        "[null]",
        "[[]]",
        "[1,\"2\",{}]",
        "{\"\":\"\"}",
        "{\"words\":\"thousands of\"}",
        "{\"low\":5,\"high\":4}",
        "{\"point\":0,\"approximate\":true}",
        "{\"low\":1000000000000000,\"lowExclusive\":true,\"approximate\":true}",
        "{\"high\":0,\"highExclusive\":true}",
    ];

    private static readonly string[] OddDates =
    [
        "0001",
        "0001-01-01",
        "0001~/..",
        "9998-12-31",
        "2023/9998-12-31",
        "9999",
        "/0001-01-01~",
        "../9998%",
        "2024-02-30",
        "2024-02~/2024-01",
        "2023-12?",
        "..",
        "/",
        "2024-1-1",
    ];

    private static readonly string[] OddNames =
    [
        "\"type\"",
        "\"quantity\"",
        "\"item\"",
        "\"coverage\"",
        "\"claims\"",
        "\"a/b~c\"",
        "\"\"",
        "\"\\ud800\"",
        "\"\\u0000\"",
        "\"Quantity\"",
        "\"__proto__\"",
        "\"~1\"",
    ];

    private readonly Random random = new(seed);

    /// <param name="report">A valid report.</param>
    /// <param name="id">What it is to be called, so that those that stay valid do not meet.</param>
    public byte[] Spoil(JsonElement report, string id)
    {
        var tree = JsonTree.Read(report);
        if (Chance(10))
        {
            tree.Members!.RemoveAll(m => m.Name == "\"id\"");
        }
        else
        {
            tree.Set("id", $"\"{id}\"");
        }

        // Without its text a spoilt quote may still be filed.
        if (Chance(2))
        {
            tree.Members!.RemoveAll(m => m.Name is "\"text\"" or "\"textDigest\"");
        }

        return Spoil(tree);
    }

    /// <param name="tree">Any body; it is spoilt in place.</param>
    public byte[] Spoil(JsonTree tree)
    {
        if (Chance(4))
        {
            return SpoilBytes(Encoding.UTF8.GetBytes(tree.ToString()));
        }

        for (var times = random.Next(1, 4); times > 0; times--)
        {
            SpoilTree(tree);
        }

        return Encoding.UTF8.GetBytes(tree.ToString());
    }

    private void SpoilTree(JsonTree root)
    {
        var all = root.All().ToList();
        var node = Any(all);
        JsonTree Among(Func<JsonTree, bool> kind) => Any(all.Where(kind).DefaultIfEmpty(root));

        switch (random.Next(12))
        {
            case 0:
                Drop(Among(t => t.Raw is null));
                break;
            case 1:
                Double(Among(t => t.Raw is null));
                break;
            case 2:
                Rename(Among(t => t.Members is not null));
                break;
            case 3:
                node.Become(JsonTree.Of(Any(OddValues)));
                break;
            case 4:
                Swap(Among(t => t.Members is not null));
                break;
            case 5:
                Among(t => t.Raw is not null).Become(JsonTree.Of($"\"{Any(OddDates)}\""));
                break;
            case 6:
                node.Become(JsonTree.Of(Nested(Any([4, 20, 200, 5_000]))));
                break;
            case 7:
                node.Become(Any(all).Copy());
                break;
            case 8:
                Among(t => t.IsText).Become(JsonTree.Of(LongText()));
                break;
            default:
                Stretch(Among(t => t.IsText));
                break;
        }
    }

    private void Drop(JsonTree parent)
    {
        if (parent.Members is { Count: > 0 } members)
        {
            members.RemoveAt(random.Next(members.Count));
        }
        else if (parent.Elements is { Count: > 0 } elements)
        {
            elements.RemoveAt(random.Next(elements.Count));
        }
    }

    private void Double(JsonTree parent)
    {
        if (parent.Members is { Count: > 0 } members)
        {
            members.Add(Any(members));
        }
        else if (parent.Elements is { Count: > 0 } elements)
        {
            elements.AddRange(Enumerable.Repeat(Any(elements), Any([1, 1, 2, 60])).Select(e => e.Copy()));
        }
    }

    private void Rename(JsonTree parent)
    {
        if (parent.Members is { Count: > 0 } members)
        {
            var at = random.Next(members.Count);
            members[at] = members[at] with { Name = Any(OddNames) };
        }
    }

    private void Swap(JsonTree parent)
    {
        if (parent.Members is { Count: > 1 } members)
        {
            var (a, b) = (random.Next(members.Count), random.Next(members.Count));
            (members[a], members[b]) = (
                members[a] with
                {
                    Value = members[b].Value,
                },
                members[b] with
                {
                    Value = members[a].Value,
                }
            );
        }
    }

    /// <summary>Adds something odd to a text, at a place that leaves its escapes whole.</summary>
    private void Stretch(JsonTree text)
    {
        if (text.Raw is not ['"', .. var inner, '"'])
        {
            return;
        }

        text.Become(
            JsonTree.Of(
                random.Next(3) switch
                {
                    0 => $"\"{Any(OddTexts)}\"",
                    1 => $"\"{Any(OddTexts)}{inner}\"",
                    _ => $"\"{inner}{Any(OddTexts)}\"",
                }
            )
        );
    }

    private string LongText()
    {
        var unit = Any(["x", "각", "🚢", "\\u0001", "1", " y", "-"]);
        return $"\"{string.Concat(Enumerable.Repeat(unit, Any([50, 199, 200, 201, 500, 2_000, 2_001, 30_000])))}\"";
    }

    private string Nested(int depth) =>
        Chance(2)
            ? new string('[', depth) + new string(']', depth)
            : string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth);

    private byte[] SpoilBytes(byte[] bytes)
    {
        var (at, length) = (random.Next(bytes.Length), random.Next(1, 40));
        var upTo = Math.Min(bytes.Length, at + length);
        switch (random.Next(8))
        {
            case 0:
                return bytes[..at];
            case 1:
                return [.. bytes[..at], .. bytes[upTo..]];
            case 2:
                return [.. bytes[..upTo], .. bytes[at..]];
            case 3:
                var noise = new byte[length];
                random.NextBytes(noise);
                return [.. bytes[..at], .. noise, .. bytes[at..]];
            case 4:
                return Any([Encoding.Unicode, Encoding.UTF32, Encoding.Latin1, Encoding.BigEndianUnicode])
                    .GetBytes(Encoding.UTF8.GetString(bytes));
            case 5:
                return [.. Encoding.UTF8.Preamble, .. bytes];
            default:
                for (var flips = random.Next(1, 4); flips > 0; flips--)
                {
                    bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                }

                return bytes;
        }
    }

    /// <summary>True once in <paramref name="of"/> times.</summary>
    private bool Chance(int of) => random.Next(of) == 0;

    private T Any<T>(IEnumerable<T> among)
    {
        var list = among as IReadOnlyList<T> ?? [.. among];
        return list[random.Next(list.Count)];
    }
}
