using System.CommandLine;

namespace TransferLedger.Cli.Verbs;

/// <summary>The id of a statement on the command line.</summary>
internal static class StatementArgument
{
    public static Argument<string> New(string name)
    {
        var statement = new Argument<string>(name)
        {
            HelpName = name,
            Description =
                "Its id, as the filer gave it, such as shin-2024-02-26. See: transferledger report, or completion.",
        };
        statement.CompletionSources.Add(Suggestions.Statements);
        return statement;
    }
}
