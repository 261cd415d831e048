using Spectre.Console;
using Spectre.Console.Rendering;

namespace TransferLedger.Cli.Frame;

/// <summary>What the streams of this process lead to: a person's screen, or a file or program.</summary>
internal static class Terminal
{
    /// <summary>Columns where nobody's screen sets them: wide enough for every table.</summary>
    private const int WidthOfFile = 240;

    private const int LeastWidth = 40;

    /// <summary>Beyond this the eye loses its line.</summary>
    private const int WidestSentence = 100;

    /// <summary>Whether standard error is a screen: only then is progress shown.</summary>
    public static bool ShowsProgress => !Console.IsErrorRedirected && !IsDumb;

    private static bool IsDumb => Environment.GetEnvironmentVariable("TERM") == "dumb";

    private static bool WantsNoColour => Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };

    /// <summary>Columns that sentences may take.</summary>
    public static int ReadingWidth() =>
        Console.IsOutputRedirected
            ? int.MaxValue
            : Math.Clamp(Console.WindowWidth, LeastWidth, WidestSentence);

    public static IAnsiConsole Out() => Open(Console.Out, Console.IsOutputRedirected);

    /// <summary>Lines as <see cref="Out"/> would show them, without the blanks that fill them up.</summary>
    public static IEnumerable<string> Lines(IRenderable drawing)
    {
        using var text = new StringWriter();
        Open(text, Console.IsOutputRedirected).Write(drawing);
        return text.ToString().TrimEnd('\n').Split('\n').Select(line => line.TrimEnd());
    }

    public static IAnsiConsole Error() => Open(Console.Error, Console.IsErrorRedirected);

    /// <summary>Text that came from elsewhere, without what could steer a terminal.</summary>
    public static string Tame(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)) : text;

    private static IAnsiConsole Open(TextWriter writer, bool isRedirected)
    {
        var plain = isRedirected || IsDumb || WantsNoColour;
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = plain ? AnsiSupport.No : AnsiSupport.Detect,
                ColorSystem = plain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
                Interactive = InteractionSupport.No,
                Out = new AnsiConsoleOutput(writer),
            }
        );
        console.Profile.Width = isRedirected ? WidthOfFile : Math.Max(LeastWidth, Console.WindowWidth);
        return console;
    }
}
