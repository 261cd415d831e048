using System.Diagnostics;
using System.Text.Json;
using TransferLedger.Cli.Database;
using TransferLedger.Cli.Frame;

namespace TransferLedger.Cli.Server;

/// <summary>Which server to ask, and the key to show it; null: none.</summary>
internal sealed record ServerAddress(Uri Url, string? Key)
{
    public const string UrlVariable = "TRANSFERLEDGER_URL";
    public const string KeyVariable = "TRANSFERLEDGER_KEY";

    private const string ServerFile = "server.json";
    private const string AdminKeyFile = "admin.key";

    private const string WaysOut =
        $"Start one with dotnet run --project src/TransferLedger.Server, or name one with --url or {UrlVariable}.";

    /// <summary>The environment holds a key which is not for this address.</summary>
    public bool IsKeyWithheld { get; private init; }

    /// <summary>
    /// What was given; else what the environment says; else the server with the embedded database on this machine, and only
    /// to that one the admin key that lies beside its data. The key of the environment is for the server that is asked where
    /// none is given: to another one it would hand the rights of an editor.
    /// </summary>
    public static ServerAddress Find(string? url, string? key)
    {
        var (meant, said) = (Variable(UrlVariable), Readable(Variable(KeyVariable)));
        var givenKey = Readable(key is { Length: > 0 } ? key : null);
        var givenUrl = url is { Length: > 0 } ? url : meant;
        if (givenUrl is null)
        {
            return new ServerAddress(OfThisMachine(), givenKey ?? said ?? AdminKey());
        }

        var address = Read(givenUrl);
        if (givenKey is not null)
        {
            return new ServerAddress(address, givenKey);
        }

        var isHere = IsOfThisMachine(address);
        if (said is not null && (meant is null ? isHere : Read(meant) == address))
        {
            return new ServerAddress(address, said);
        }

        return new ServerAddress(address, isHere ? AdminKey() : null)
        {
            IsKeyWithheld = said is not null && !isHere,
        };
    }

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } said ? said : null;

    /// <summary>A key read from a file may end with its line; what has more than one is something else.</summary>
    private static string? Readable(string? key) =>
        key?.Trim() is not { } text || text.All(c => c is > ' ' and <= '~')
            ? key?.Trim()
            : throw HaltException.Wrong(
                "key.unreadable",
                $"What --key or {KeyVariable} holds is no key. A key is one line, as keys create prints it: tl_…"
            );

    private static Uri Read(string text) =>
        Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var url)
        && url.Scheme is "http" or "https"
            ? url
            : throw HaltException.Wrong(
                "url.unreadable",
                $"\"{text}\" is no address of a server. Write it as http://127.0.0.1:5080."
            );

    private static Uri OfThisMachine()
    {
        var path = Path.Combine(EmbeddedLedger.Home(), ServerFile);
        if (ReadServerFile(path) is not { } running)
        {
            throw HaltException.Failed(
                "server.not-found",
                $"No server runs on this machine: there is no {path}. {WaysOut}"
            );
        }

        return IsAlive(running.Pid)
            ? Read(running.Url)
            : throw HaltException.Failed(
                "server.not-running",
                $"The server of this machine (process {running.Pid}) no longer runs. {WaysOut}"
            );
    }

    private static bool IsOfThisMachine(Uri url) =>
        ReadServerFile(Path.Combine(EmbeddedLedger.Home(), ServerFile)) is { } running
        && IsAlive(running.Pid)
        && Read(running.Url) == url;

    private static RunningServer? ReadServerFile(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<RunningServer>(
                File.ReadAllBytes(path),
                JsonSerializerOptions.Web
            );
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is JsonException or UnauthorizedAccessException)
        {
            throw HaltException.Failed(
                "server.unreadable",
                $"{path} cannot be read: {e.Message} Name the server with --url."
            );
        }
    }

    private static string? AdminKey()
    {
        var path = Path.Combine(EmbeddedLedger.Home(), AdminKeyFile);
        try
        {
            return File.ReadAllText(path).Trim();
        }
        // Reads need no key, and the server says what a write needs.
        catch (Exception e)
            when (e is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool IsAlive(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private sealed record RunningServer(string Url, int Pid);
}
