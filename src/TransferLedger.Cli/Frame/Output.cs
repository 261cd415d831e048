using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace TransferLedger.Cli.Frame;

/// <summary>
/// Where a verb prints: answers on standard output, as tables for people or as JSON for programs; complaints and progress
/// on standard error.
/// </summary>
internal sealed class Output(bool isJson)
{
    private const string Indent = "  ";

    private static readonly JsonSerializerOptions Compact = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly JsonSerializerOptions Indented = new(Compact) { WriteIndented = true };

    private readonly TextWriter answers = Console.Out;
    private readonly TextWriter asides = Console.Error;
    private readonly IAnsiConsole people = Terminal.Out();
    private readonly IAnsiConsole complaints = Terminal.Error();

    /// <summary>Programs read the answer.</summary>
    public bool IsJson => isJson;

    /// <summary>One line for people; never broken by us.</summary>
    public void Line(string text = "") => answers.WriteLine(Terminal.Tame(text));

    /// <summary>Sentences; broken between words where a screen ends, never where a program reads.</summary>
    public void Paragraph(string text, string indent = "")
    {
        foreach (var line in Phrase.Wrap(Terminal.Tame(text), Terminal.ReadingWidth() - indent.Length))
        {
            answers.WriteLine(indent + line);
        }
    }

    /// <summary>A line that stands above what belongs to it.</summary>
    public void Heading(string text)
    {
        Line();
        people.Write(new Text(Terminal.Tame(text), new Style(decoration: Decoration.Bold)));
        people.WriteLine();
    }

    public void Table(Listing listing)
    {
        foreach (var line in Terminal.Lines(listing.Fit(people.Profile.Width)))
        {
            answers.WriteLine(line);
        }
    }

    /// <summary>A JSON document as the server gave it, on a line of its own.</summary>
    public void Document(ReadOnlyMemory<byte> json) =>
        answers.WriteLine(Encoding.UTF8.GetString(json.Span).TrimEnd());

    /// <summary>A JSON document of ours, on a line of its own.</summary>
    public void Document<T>(T document) => answers.WriteLine(JsonSerializer.Serialize(document, Compact));

    /// <summary>A JSON document of ours that a person will edit: over several lines, for programs on one.</summary>
    public void ForEditing(JsonNode document) =>
        answers.WriteLine(document.ToJsonString(isJson ? Compact : Indented));

    /// <summary>Something to know beside the answer; programs are not told.</summary>
    public void Remark(string text)
    {
        if (!isJson)
        {
            asides.WriteLine(Terminal.Tame(text));
        }
    }

    /// <summary><c>file:line: code</c>, one sentence on what is wrong, one on what to do; for programs one JSON document.</summary>
    public void Complain(IReadOnlyList<Complaint> all)
    {
        if (isJson)
        {
            var errors = all.Select(c => new
            {
                c.Place,
                c.Pointer,
                c.Code,
                Detail = c.Says,
            });
            asides.WriteLine(JsonSerializer.Serialize(new { Errors = errors }, Compact));
            return;
        }

        foreach (var complaint in all)
        {
            complaints.Write(new Text($"{Terminal.Tame(complaint.Place ?? "transferledger")}: "));
            complaints.Write(new Text(Terminal.Tame(complaint.Code), new Style(Color.Red)));
            complaints.WriteLine();
            foreach (var sentence in complaint.Sentences().SelectMany(s => s.Split('\n')))
            {
                asides.WriteLine(Indent + Terminal.Tame(sentence));
            }
        }
    }
}
