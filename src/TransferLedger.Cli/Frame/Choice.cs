using System.CommandLine;
using System.CommandLine.Parsing;
using TransferLedger.Core.Faults;

namespace TransferLedger.Cli.Frame;

/// <summary>Options and arguments that take one of a few words; another word is answered with the nearest.</summary>
internal static class Choice
{
    public static void OneOf<T>(this Option<T> option, params string[] words)
    {
        option.CompletionSources.Add(words);
        option.Validators.Add(result => Check(result, option.Name, words));
    }

    public static void OneOf(this Argument<string> argument, params string[] words)
    {
        argument.CompletionSources.Add(words);
        argument.Validators.Add(result => Check(result, argument.Name, words));
    }

    private static void Check(SymbolResult result, string name, string[] words)
    {
        foreach (
            var given in result.Tokens.Select(token => token.Value).Where(given => !words.Contains(given))
        )
        {
            var suggestion = Nearest.Suggest(given, words, $"Known: {string.Join(", ", words)}.");
            result.AddError($"{name}: {Quote.Of(given)} is not known here. {suggestion}");
        }
    }
}
