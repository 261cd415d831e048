using TransferLedger.Cli.Frame;

namespace TransferLedger.Cli.Quotes;

/// <summary>
/// A file that this user alone can read (mode 0600). It has its name only once it is whole, and never takes another's place.
/// </summary>
internal sealed class PrivateFile : IAsyncDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string path;
    private readonly string unfinished;
    private readonly FileStream stream;
    private bool isWhole;

    private PrivateFile(string path, string unfinished, FileStream stream) =>
        (this.path, this.unfinished, this.stream) = (path, unfinished, stream);

    public static PrivateFile Create(string path)
    {
        if (File.Exists(path))
        {
            throw Taken(path);
        }

        var unfinished = $"{path}.{Environment.ProcessId}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        try
        {
            return new PrivateFile(path, unfinished, new FileStream(unfinished, options));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw HaltException.Wrong("file.unwritable", $"{path} cannot be written: {e.Message}");
        }
    }

    public async Task WriteLine(ReadOnlyMemory<byte> line, CancellationToken cancellation)
    {
        try
        {
            await stream.WriteAsync(line, cancellation);
            stream.WriteByte((byte)'\n');
        }
        catch (IOException e)
        {
            throw Failed(e);
        }
    }

    /// <summary>All of it is written: it gets its name.</summary>
    public async Task Finish()
    {
        try
        {
            await stream.DisposeAsync();
            File.Move(unfinished, path, overwrite: false);
            isWhole = true;
        }
        catch (IOException) when (File.Exists(path))
        {
            throw Taken(path);
        }
        catch (IOException e)
        {
            throw Failed(e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (isWhole)
        {
            return;
        }

        try
        {
            await stream.DisposeAsync();
        }
        catch (IOException)
        {
            // The rest that could not be written: it has been told, and the file goes.
        }

        File.Delete(unfinished);
    }

    private HaltException Failed(IOException e) =>
        HaltException.Failed(
            "file.unwritable",
            $"{path} cannot be written: {e.Message.TrimEnd('.')}. Make room, or name another place."
        );

    private static HaltException Taken(string path) =>
        HaltException.Wrong("file.exists", $"{path} is there already. Name another file, or remove it.");
}
