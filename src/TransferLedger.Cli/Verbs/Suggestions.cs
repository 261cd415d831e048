using System.CommandLine.Completions;
using TransferLedger.Cli.Frame;
using TransferLedger.Cli.Server;

namespace TransferLedger.Cli.Verbs;

/// <summary>What the shell may offer from the ledger itself. Silent where no server answers at once.</summary>
internal static class Suggestions
{
    private const string Most = "1000";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    public static IEnumerable<string> Figures(CompletionContext _) => Ids("figures", "figure");

    public static IEnumerable<string> Corridors(CompletionContext _) => Ids("corridors", "corridor");

    public static IEnumerable<string> Reports(CompletionContext _) => Ids("reports", "report");

    public static IEnumerable<string> Claims(CompletionContext _) => Ids("claims", "claim");

    public static IEnumerable<string> Statements(CompletionContext _) => Ids("statements", "statement");

    public static IEnumerable<string> Claimants(CompletionContext _) => Ids("claimants", "id");

    public static IEnumerable<string> Perspectives(CompletionContext _) =>
        Ids("claimants", "perspective").Distinct(StringComparer.Ordinal);

    public static IEnumerable<string> Subscriptions(CompletionContext _) => Ids("subscriptions", "id");

    private static List<string> Ids(string path, string member)
    {
        try
        {
            // The shell waits for us, and the library asks for its suggestions without await.
            using var server = ServerClient.Hasty(ServerAddress.Find(url: null, key: null), Limit);
            var answer = Task.Run(() => server.Get($"{path}?limit={Most}", CancellationToken.None))
                .GetAwaiter()
                .GetResult();
            return [.. answer.AsNode()["items"]!.AsArray().Select(item => (string)item![member]!)];
        }
        catch (HaltException)
        {
            return [];
        }
    }
}
