using System.CommandLine;
using TransferLedger.Cli.Frame;

namespace TransferLedger.Cli.Server;

/// <summary>A verb that asks the server.</summary>
internal abstract class ServerVerb : Verb
{
    private readonly Option<string?> url = new("--url")
    {
        HelpName = "address",
        Description =
            $"The server, such as https://ledger.example.org. Default: {ServerAddress.UrlVariable}, else the server that runs on this machine.",
    };

    private readonly Option<string?> key = new("--key")
    {
        HelpName = "tl_…",
        Description =
            $"The key to show it. Default: {ServerAddress.KeyVariable} (others on this machine cannot see it there), which only the server of {ServerAddress.UrlVariable} is shown, else the admin key of the server on this machine.",
    };

    protected ServerVerb(string name, string description)
        : base(name, description)
    {
        Takes(url, key);
    }

    protected ServerAddress Address(ParseResult given) =>
        ServerAddress.Find(given.GetValue(url), given.GetValue(key));

    protected override async Task<int> Run(ParseResult given, Output output, CancellationToken cancellation)
    {
        using var server = Connect(Address(given));
        return await Run(given, server, output, cancellation);
    }

    protected virtual ServerClient Connect(ServerAddress address) => new(address);

    protected abstract Task<int> Run(
        ParseResult given,
        ServerClient server,
        Output output,
        CancellationToken cancellation
    );
}
