using System.CommandLine;
using System.Globalization;
using TransferLedger.Cli.Frame;
using TransferLedger.Cli.Mirrors;
using TransferLedger.Cli.Server;
using TransferLedger.Core.Sealing;

namespace TransferLedger.Cli.Verbs;

/// <summary><c>prove</c>: writes one entry and the proof that it is in the log into a file that needs nothing else.</summary>
internal sealed class Prove : Verb
{
    private readonly Argument<long> position = new("position") { Description = "Of the entry, from 0." };

    private readonly Option<string?> url = new("--url")
    {
        HelpName = "address",
        Description =
            $"The server, such as https://ledger.example.org. Default: {ServerAddress.UrlVariable}, else the server that runs on this machine.",
    };

    private readonly Option<string[]> keys = ProofKeys.New("Default: those that the server shows.");

    private readonly Option<string?> file = new("--file")
    {
        HelpName = "path",
        Description = $"The file to write. Default: <position>{TlogProof.FileExtension} here.",
    };

    public Prove()
        : base(
            "prove",
            """
            Ask a server for the proof that an entry is in its log, check it, and write it into a file together with the entry.
            Whoever has that file and the log's key checks it without any server: transferledger check-proof.
            """
        )
    {
        Arguments.Add(position);
        Takes(url, keys, file);
    }

    protected override async Task<int> Run(ParseResult given, Output output, CancellationToken cancellation)
    {
        var at = given.GetRequiredValue(position);
        var place = at.ToString(CultureInfo.InvariantCulture);
        var address = ServerAddress.Find(given.GetValue(url), key: null);
        using var server = new ServerClient(address);
        var believed = await Believed(
            given.GetValue(keys) ?? [],
            new ServerTiles(address, server),
            cancellation
        );
        var entry = await server.Get($"entries/{place}", cancellation);
        var answer = await server.Get($"proof/entry/{place}?format=text", cancellation);
        var proof = TlogProof.Read(answer.Body.Span).Map(read => EntryProof.Of(read, entry.Body.ToArray()));
        var proven = proof.Then(read => read.Verify(believed.All));
        if (!proven.IsOk || proven.Value.Position.Value != at)
        {
            throw new HaltException(
                ExitCode.Difference,
                proven.IsOk
                    ?
                    [
                        new Complaint(
                            "proof.other-position",
                            $"{address.Url} proves position {proven.Value.Position} where {at} was asked for. Do not rely on it."
                        ),
                    ]
                    : [.. proven.Faults.Select(fault => Complaint.Of(address.Url.ToString(), fault))]
            );
        }

        var path = given.GetValue(file) ?? place + TlogProof.FileExtension;
        await DiskFull.Told(
            path,
            async () =>
            {
                await File.WriteAllBytesAsync(path, proof.Value.ToBytes(), cancellation);
                return path;
            }
        );
        ProvenEntry.Print(path, proven.Value, proof.Value.Proof.Checkpoint.Checkpoint, output);
        if (believed.From != "--key")
        {
            output.Remark(
                "It was checked against the keys that the server itself shows. Compare them with those that its owner publishes elsewhere, or name them with --key."
            );
        }

        return ExitCode.Fine;
    }

    private static async Task<BelievedKeys> Believed(
        IReadOnlyList<string> given,
        ServerTiles server,
        CancellationToken cancellation
    ) =>
        given.Count > 0
            ? BelievedKeys.Given(given)
            : await BelievedKeys.NamedBy(server, cancellation)
                ?? throw HaltException.Failed(
                    "key.none",
                    $"{server.Name} shows no key that signs its log, so it proves nothing. Ask whoever runs it."
                );
}

/// <summary>The option that says whose signature is believed.</summary>
internal static class ProofKeys
{
    public static Option<string[]> New(string otherwise) =>
        new("--key")
        {
            HelpName = "vkey",
            Description =
                $"A key whose signature is believed, as transferledger keys vkey prints it, or a file of them; may stand several times. {otherwise}",
            AllowMultipleArgumentsPerToken = false,
        };
}
