using System.Text.Json.Nodes;
using TransferLedger.Cli.Frame;

namespace TransferLedger.Cli.Verbs;

/// <summary>What became of an import so far.</summary>
internal sealed class ImportTally
{
    /// <summary>What the server cannot do now, whatever the report says.</summary>
    private const string LogFaults = "log.";

    private long filed;
    private long unchanged;
    private long refused;
    private long lastLine;
    private long? position;
    private bool serverFailed;
    private Task<bool> projected = Task.FromResult(true);

    /// <summary>Reports that were answered.</summary>
    public long Lines => filed + unchanged + refused;

    /// <summary>Whether all of it can be read already.</summary>
    public bool IsProjected { get; private set; } = true;

    public int ExitCode =>
        serverFailed ? Frame.ExitCode.Failed
        : refused > 0 ? Frame.ExitCode.WrongInput
        : Frame.ExitCode.Fine;

    public void Add(JsonObject answer)
    {
        lastLine = (long)answer["line"]!;
        switch ((string?)answer["result"])
        {
            case "filed":
                filed++;
                break;
            case "unchanged":
                unchanged++;
                break;
            default:
                refused++;
                serverFailed |= answer["errors"]?.AsArray().Any(IsOfTheLog) == true;
                break;
        }

        if ((long?)answer["position"] is { } there)
        {
            position = Math.Max(position ?? there, there);
        }
    }

    /// <summary>Waits until all but this last batch can be read, or the server stopped waiting for it.</summary>
    public async Task Await(Task<bool> next)
    {
        var before = projected;
        projected = next;
        await before;
    }

    public async Task AwaitAll() => IsProjected = await projected;

    public Complaint HowToGoOn(string name) =>
        new(
            $"{name}:{lastLine}",
            "import.unfinished",
            Pointer: "",
            $"Up to this line: {this}; these stay. Import the same file again to go on."
        );

    public object AsDocument() =>
        new
        {
            Lines,
            Filed = filed,
            Unchanged = unchanged,
            Refused = refused,
            Position = position,
            Projected = IsProjected,
        };

    public override string ToString() =>
        $"{Phrase.Number(filed)} filed, {Phrase.Number(unchanged)} unchanged, {Phrase.Number(refused)} refused";

    private static bool IsOfTheLog(JsonNode? error) =>
        ((string?)error?["code"])?.StartsWith(LogFaults, StringComparison.Ordinal) == true;
}
