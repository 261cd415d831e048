using System.Text;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Sealing;
using TransferLedger.Postgres.Embedded;

namespace TransferLedger.Postgres.Sealing;

/// <summary>
/// A node's own memory of the checkpoint that was signed last, outside of the database: a restored backup cannot take it back.
/// It holds the note, or, where a fork was accepted and nothing signed since, the checkpoint without signatures.
/// </summary>
public sealed class SignedFile(string path)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>Null where there is none yet. Faults: those of the note or the checkpoint, under the path of the file.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public Outcome<Checkpoint>? Read()
    {
        if (!File.Exists(Path))
        {
            return null;
        }

        var bytes = File.ReadAllBytes(Path);
        return bytes.AsSpan().IndexOf("\n\n"u8) >= 0
            ? SignedCheckpoint.Read(bytes).Map(signed => signed.Checkpoint)
            : Checkpoint.Read(Utf8.GetString(bytes));
    }

    /// <summary>Whole and on disk when this returns, or as it was before, whenever the process dies.</summary>
    /// <param name="before">Called when all is written but the new text has not taken the place of the old one.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    internal void Write(string text, Action? before = null)
    {
        var unfinished = Path + ".new";
        Folders.Make(System.IO.Path.GetDirectoryName(Path)!);
        File.Delete(unfinished);
        Secrets.WritePrivately(unfinished, Utf8.GetBytes(text));
        before?.Invoke();
        Folders.MoveFileDurably(unfinished, Path);
    }
}
