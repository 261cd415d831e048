using System.CommandLine;
using System.Globalization;
using System.Text;
using TransferLedger.Cli.Frame;
using TransferLedger.Cli.Mirrors;
using TransferLedger.Core.Events;
using TransferLedger.Core.Sealing;

namespace TransferLedger.Cli.Verbs;

/// <summary><c>check-proof</c>: whether the file that <c>prove</c> wrote holds. Asks nobody.</summary>
internal sealed class CheckProof : Verb
{
    private readonly Argument<string> file = new("file") { Description = "What transferledger prove wrote." };

    private readonly Option<string[]> keys = ProofKeys.New("Needed.");

    public CheckProof()
        : base(
            "check-proof",
            """
            Check that an entry is in a log, from a file that transferledger prove wrote and the log's key alone. No server is
            asked. Exit code 1 says that it does not hold.
            """
        )
    {
        keys.Required = true;
        Arguments.Add(file);
        Takes(keys);
    }

    protected override async Task<int> Run(ParseResult given, Output output, CancellationToken cancellation)
    {
        var (path, believed) = (
            given.GetRequiredValue(file),
            BelievedKeys.Given(given.GetRequiredValue(keys))
        );
        var proof = EntryProof.Read(await Bytes(path, cancellation));
        var proven = proof.Then(read => read.Verify(believed.All));
        if (!proven.IsOk)
        {
            throw new HaltException(
                ExitCode.Difference,
                [.. proven.Faults.Select(fault => Complaint.Of(path, fault))]
            );
        }

        ProvenEntry.Print(path, proven.Value, proof.Value.Proof.Checkpoint.Checkpoint, output);
        return ExitCode.Fine;
    }

    private static async Task<byte[]> Bytes(string path, CancellationToken cancellation)
    {
        try
        {
            return await File.ReadAllBytesAsync(path, cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw HaltException.Wrong("file.unreadable", $"{path} cannot be read: {e.Message}");
        }
    }
}

/// <summary>What a proof says, once it holds.</summary>
internal static class ProvenEntry
{
    public static void Print(string file, Entry entry, Checkpoint checkpoint, Output output)
    {
        var recorded = entry.RecordedAt.ToString(EntryBytes.InstantFormat, CultureInfo.InvariantCulture);
        if (output.IsJson)
        {
            output.Document(
                new
                {
                    File = file,
                    Position = entry.Position.Value,
                    RecordedAt = recorded,
                    entry.Type,
                    entry.Id,
                    Stream = entry.Stream.Value,
                    entry.Version,
                    Checkpoint = new
                    {
                        checkpoint.Origin,
                        checkpoint.Size,
                        Root = checkpoint.Root.ToBase64(),
                    },
                    Entry = Encoding.UTF8.GetString(entry.Bytes.Span),
                }
            );
            return;
        }

        output.Line($"{file} holds: entry {entry.Position} of {checkpoint.Origin}.");
        output.Line($"Recorded {recorded}, {entry.Type}, version {entry.Version} of {entry.Stream.Value}");
        output.Line(
            $"Checkpoint of {Phrase.Count(checkpoint.Size, "entry", "entries")}, root {checkpoint.Root.ToBase64()}"
        );
    }
}
