using System.CommandLine;
using System.CommandLine.Parsing;
using TransferLedger.Core.Faults;

namespace TransferLedger.Cli.Frame;

/// <summary>A command line that cannot be understood: every error, the nearest verb or option, and where help is.</summary>
internal static class UsageErrors
{
    private const string JsonOption = "--json";

    public static int Print(ParseResult given)
    {
        var output = new Output(given.Tokens.Any(token => token.Value == JsonOption));
        output.Complain([.. Complaints(given)]);
        output.Remark($"See {PathOf(given.CommandResult)} --help");
        return ExitCode.WrongInput;
    }

    private static IEnumerable<Complaint> Complaints(ParseResult given)
    {
        // A misspelt verb is also reported as a missing one.
        if (given.UnmatchedTokens is [var word, ..])
        {
            var suggestion = Nearest.Suggest(word, Known(given.CommandResult.Command), "");
            return
            [
                new Complaint(
                    "usage.unknown",
                    $"{Quote.Of(word)} is not understood here. {suggestion}".TrimEnd()
                ),
            ];
        }

        return given
            .Errors.Select(error => error.Message)
            .Distinct()
            .Select(says => new Complaint("usage.wrong", says));
    }

    private static IEnumerable<string> Known(Command command) =>
        command.Subcommands.Select(verb => verb.Name).Concat(command.Options.Select(option => option.Name));

    private static string PathOf(CommandResult command) =>
        command.Parent is CommandResult parent
            ? $"{PathOf(parent)} {command.Command.Name}"
            : "transferledger";
}
