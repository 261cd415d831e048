using System.Text.Json;

namespace TransferLedger.Core.Values;

/// <summary>
/// What was read of texts lately, by text: what recurs is read once, and held once. Values must be immutable: one that stands
/// here is right for ever, and two whose texts share a place displace each other.
/// </summary>
internal sealed class Recent<T>
{
    private const int Places = 1 << 12;

    /// <summary>Longer texts do not recur.</summary>
    private const int LongestKept = 128;

    private readonly Known?[] known = new Known?[Places];

    public T Of(ReadOnlySpan<char> text, Func<string, T> read)
    {
        if (text.Length > LongestKept)
        {
            return read(text.ToString());
        }

        ref var place = ref known[(uint)string.GetHashCode(text, StringComparison.Ordinal) % Places];
        if (Volatile.Read(ref place) is { } before && text.SequenceEqual(before.Text))
        {
            return before.Value;
        }

        var kept = text.ToString();
        var value = read(kept);
        Volatile.Write(ref place, new Known(kept, value));
        return value;
    }

    /// <summary>The same for the string that a reader stands at.</summary>
    public T Of(ref Utf8JsonReader json, Func<string, T> read)
    {
        if (json.HasValueSequence || json.ValueSpan.Length > LongestKept)
        {
            return read(json.GetString()!);
        }

        Span<char> text = stackalloc char[LongestKept];
        return Of(text[..json.CopyString(text)], read);
    }

    private sealed record Known(string Text, T Value);
}
