using System.Text;
using TransferLedger.Cli.Frame;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Sealing;

namespace TransferLedger.Cli.Mirrors;

/// <summary>Whose signature a checkpoint is believed by.</summary>
/// <param name="All">At least one.</param>
/// <param name="From">Where they come from, for sentences.</param>
internal sealed record BelievedKeys(IReadOnlyList<VerifierKey> All, string From)
{
    /// <summary>Keys that were given, as <c>transferledger keys vkey</c> prints them; each may be the name of a file of them.</summary>
    public static BelievedKeys Given(IReadOnlyList<string> keys)
    {
        var read = keys.SelectMany(key => File.Exists(key) ? Lines(Text(key)) : [key])
            .Select(key => (Text: key, Key: VerifierKey.Read(key)))
            .ToList();
        var wrong = read.Where(one => !one.Key.IsOk).ToList();
        return wrong.Count == 0
            ? new([.. read.Select(one => one.Key.Value)], "--key")
            : throw new HaltException(
                ExitCode.WrongInput,
                [.. wrong.SelectMany(one => one.Key.Faults).Select(fault => Complaint.Of("--key", fault))]
            );
    }

    /// <summary>Those that a folder or server names for itself; null: it names none.</summary>
    public static async Task<BelievedKeys?> NamedBy(ITileSource source, CancellationToken cancellation)
    {
        if (await source.Read(MirrorFolder.Keys, cancellation) is not { } file)
        {
            return null;
        }

        var read = Lines(Encoding.UTF8.GetString(file.Span)).Select(VerifierKey.Read).ToList();
        return read.Count > 0 && read.All(key => key.IsOk)
            ? new([.. read.Select(key => key.Value)], $"{source.Name}: {MirrorFolder.Keys}")
            : throw new HaltException(
                ExitCode.Difference,
                [
                    .. read.SelectMany(key => key.Faults)
                        .DefaultIfEmpty(Fault.At("key.none", "There is no key in it."))
                        .Select(fault => Complaint.Of($"{source.Name}: {MirrorFolder.Keys}", fault)),
                ]
            );
    }

    /// <summary>One a line.</summary>
    public override string ToString() => string.Concat(All.Select(key => $"{key}\n"));

    private static string Text(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw HaltException.Wrong("file.unreadable", $"{file} cannot be read: {e.Message}");
        }
    }

    private static IEnumerable<string> Lines(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
