using System.Text.RegularExpressions;
using TransferLedger.Core.Faults;

namespace TransferLedger.Cli.Frame;

/// <summary>A fault as a reader of a terminal needs it.</summary>
/// <param name="Place"><c>file:line</c>, or null where it is not about a file.</param>
/// <param name="Code">Stable, as the server gives it.</param>
/// <param name="Pointer">JSON pointer into the report; empty for the whole.</param>
/// <param name="Says">What is wrong, and then what to do.</param>
internal sealed partial record Complaint(string? Place, string Code, string Pointer, string Says)
{
    public Complaint(string code, string says)
        : this(Place: null, code, Pointer: "", says) { }

    public static Complaint Of(Fault fault) => new(Place: null, fault.Code, fault.Place, fault.Says);

    /// <summary>About something in a file, or in a folder: then the fault names the file.</summary>
    public static Complaint Of(string place, Fault fault) =>
        new(fault.Place.Length == 0 ? place : $"{place}: {fault.Place}", fault.Code, "", fault.Says);

    /// <summary>The sentence that says what is wrong, with the pointer, and each that says what to do.</summary>
    public IEnumerable<string> Sentences()
    {
        var sentences = SentenceEnd().Split(Says);
        yield return Pointer.Length == 0 ? sentences[0] : $"{Pointer}: {sentences[0]}";
        if (sentences.Length > 1)
        {
            yield return string.Join(' ', sentences[1..]);
        }
    }

    // Not inside quotation marks: an even number of them is still to come.
    [GeneratedRegex("""(?<=[.?!])\s+(?=[A-Z])(?=[^"]*(?:"[^"]*"[^"]*)*$)""")]
    private static partial Regex SentenceEnd();
}
