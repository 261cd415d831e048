using TransferLedger.Cli.Frame;

namespace TransferLedger.Cli.Feed;

/// <summary>A file that holds the place from which a reader goes on; it is whole at any moment.</summary>
internal sealed class PlaceFile
{
    private readonly string path;

    private PlaceFile(string path) => this.path = path;

    /// <param name="path">Null: no file is wanted.</param>
    public static PlaceFile? Open(string? path) => path is null ? null : new(path);

    /// <summary>Null: it is not there yet.</summary>
    public string? Read()
    {
        try
        {
            return File.Exists(path) && File.ReadAllText(path).Trim() is { Length: > 0 } place ? place : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw HaltException.Wrong("file.unreadable", $"{path} cannot be read: {e.Message}");
        }
    }

    public void Write(string place)
    {
        try
        {
            var whole = $"{path}.new";
            File.WriteAllText(whole, $"{place}\n");
            File.Move(whole, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw HaltException.Wrong("file.unwritable", $"{path} cannot be written: {e.Message}");
        }
    }
}
