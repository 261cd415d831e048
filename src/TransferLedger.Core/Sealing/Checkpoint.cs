using System.Collections.Immutable;
using System.Globalization;
using TransferLedger.Core.Faults;

namespace TransferLedger.Core.Sealing;

/// <summary>
/// How long a log is and what it holds (C2SP tlog-checkpoint): origin, size and root, a line each, then lines that this
/// product neither writes nor interprets. Compared by its text, which has one spelling.
/// </summary>
public sealed record Checkpoint
{
    private const int LinesOfOurs = 3;

    private Checkpoint(string origin, long size, Hash root, ImmutableArray<string> extensions) =>
        (Origin, Size, Root, Extensions) = (origin, size, root, extensions);

    /// <summary>Which log: a URL without scheme. Not empty.</summary>
    public string Origin { get; }

    /// <summary>Entries, from 0.</summary>
    public long Size { get; }

    /// <summary>RFC 6962 root over them.</summary>
    public Hash Root { get; }

    /// <summary>Extension lines, none of them empty; usually none at all.</summary>
    public ImmutableArray<string> Extensions { get; }

    /// <summary>Faults: <c>checkpoint.origin</c>, <c>checkpoint.size</c>.</summary>
    public static Outcome<Checkpoint> Of(string origin, long size, Hash root)
    {
        ArgumentNullException.ThrowIfNull(origin);
        return Read($"{origin}\n{size.ToString(CultureInfo.InvariantCulture)}\n{Base64.Of(root)}\n");
    }

    /// <summary>
    /// Reads the text of a note. Faults, all at once: <c>checkpoint.unreadable</c> where there are too few lines or an empty
    /// one, <c>checkpoint.origin</c>, <c>checkpoint.size</c>, <c>checkpoint.root</c>.
    /// </summary>
    public static Outcome<Checkpoint> Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = text.Split('\n');
        if (
            lines.Length <= LinesOfOurs
            || lines[^1].Length > 0
            || lines.AsSpan()[LinesOfOurs..^1].Contains("")
        )
        {
            return Fault.At(
                "checkpoint.unreadable",
                "A checkpoint is three lines, origin, size and root, and no line of it is empty. This is none."
            );
        }

        var faults = ImmutableArray.CreateBuilder<Fault>();
        var (origin, size, root) = (lines[0], Decimals.Read(lines[1]), Base64.ReadHash(lines[2]));
        if (origin.Length == 0 || origin.Any(char.IsControl))
        {
            faults.Add(Fault.At("checkpoint.origin", $"{Quote.Of(origin)} is no origin of a log."));
        }

        if (size is null)
        {
            faults.Add(
                Fault.At(
                    "checkpoint.size",
                    $"{Quote.Of(lines[1])} is no size of a log: a whole number without leading zeroes."
                )
            );
        }

        if (root is null)
        {
            faults.Add(Fault.At("checkpoint.root", $"{Quote.Of(lines[2])} is no root: 32 bytes in base64."));
        }

        return faults.Count > 0
            ? faults.ToImmutable()
            : new Checkpoint(origin, size!.Value, root!.Value, [.. lines[LinesOfOurs..^1]]);
    }

    public bool Equals(Checkpoint? other) => other is not null && ToString() == other.ToString();

    public override int GetHashCode() => HashCode.Combine(Origin, Size, Root);

    /// <summary>The text that is signed.</summary>
    public override string ToString() =>
        $"{Origin}\n{Size.ToString(CultureInfo.InvariantCulture)}\n{Base64.Of(Root)}\n"
        + string.Concat(Extensions.Select(line => $"{line}\n"));
}
