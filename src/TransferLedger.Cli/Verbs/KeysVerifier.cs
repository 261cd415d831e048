using System.CommandLine;
using TransferLedger.Cli.Frame;
using TransferLedger.Cli.Server;
using TransferLedger.Core.Sealing;
using TransferLedger.Core.Values;
using TransferLedger.Postgres.Sealing;

namespace TransferLedger.Cli.Verbs;

/// <summary><c>keys vkey</c>: the public keys that verify what the log signs, of a server or of its key file.</summary>
internal sealed class KeysVerifier : ServerVerb
{
    private const string OriginVariable = "Ledger__Origin";

    private readonly Option<string?> file = new("--file")
    {
        HelpName = "path",
        Description =
            "The file with the private keys, as Ledger:SigningKeyFile names it. Default: ask the server.",
    };

    private readonly Option<string?> origin = new("--origin")
    {
        HelpName = "name",
        Description =
            $"The origin of the ledger, which is the name of its keys; for --file. Default: {OriginVariable}.",
    };

    public KeysVerifier()
        : base(
            "vkey",
            "Print the public keys that verify checkpoints, one a line. Hand them to whoever is to check this ledger, not by way of the ledger itself."
        )
    {
        Takes(file, origin);
        Validators.Add(given =>
        {
            if (given.GetValue(file) is not null && Origin(given.GetValue(origin)) is null)
            {
                given.AddError($"With --file name the origin of the ledger: --origin, or {OriginVariable}.");
            }
        });
    }

    protected override async Task<int> Run(ParseResult given, Output output, CancellationToken cancellation)
    {
        if (given.GetValue(file) is not { } path)
        {
            return await base.Run(given, output, cancellation);
        }

        var keys = SigningKeyFile.Open(path, Origin(given.GetValue(origin))!, make: false);
        return keys.IsOk
            ? Print(keys.Value.Verifiers, output)
            : throw new HaltException(ExitCode.WrongInput, [.. keys.Faults.Select(Complaint.Of)]);
    }

    protected override async Task<int> Run(
        ParseResult given,
        ServerClient server,
        Output output,
        CancellationToken cancellation
    )
    {
        var lines = (await server.GetText("log.vkey", cancellation)).Split(
            '\n',
            StringSplitOptions.RemoveEmptyEntries
        );
        var keys = lines.Select(VerifierKey.Read).ToList();
        return keys.TrueForAll(key => key.IsOk)
            ? Print(keys.Select(key => key.Value), output)
            : throw HaltException.Failed(
                "server.strange",
                $"What the server gives as its keys is not readable: {keys.First(key => !key.IsOk).Faults[0].Says}"
            );
    }

    private static string? Origin(string? given) =>
        (given ?? Environment.GetEnvironmentVariable(OriginVariable)) is { Length: > 0 } said ? said : null;

    private static int Print(IEnumerable<VerifierKey> keys, Output output)
    {
        if (output.IsJson)
        {
            output.Document(
                new
                {
                    Items = keys.Select(key => new
                    {
                        key.Name,
                        Id = key.Id.ToString("x8"),
                        Type = Kebab.Of(key.Type),
                        Key = key.ToString(),
                    }),
                }
            );
            return ExitCode.Fine;
        }

        foreach (var key in keys)
        {
            output.Line(key.ToString());
        }

        return ExitCode.Fine;
    }
}
