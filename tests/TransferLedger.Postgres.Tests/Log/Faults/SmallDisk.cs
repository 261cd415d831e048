using System.Globalization;
using TransferLedger.Postgres.Embedded;

namespace TransferLedger.Postgres.Tests.Log.Faults;

/// <summary>A disk in memory that can be filled up. Whatever lies on it must be closed before it goes.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private SmallDisk(string folder) => Folder = folder;

    public string Folder { get; }

    private string Ballast => Path.Combine(Folder, "ballast");

    /// <summary>Skips the test where mounting is refused.</summary>
    /// <param name="size">As <c>mount</c> takes it: <c>32m</c>.</param>
    public static async Task<SmallDisk> Mount(string size)
    {
        var folder = Path.Combine(
            Path.GetTempPath(),
            $"transferledger-disk-{Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture)}"
        );
        Folders.Make(folder);
        var mounted = await new Command("mount", ["-t", "tmpfs", "-o", $"size={size}", "none", folder]).Run(
            TestContext.Current.CancellationToken
        );
        if (!mounted.Succeeded)
        {
            Directory.Delete(folder);
            Assert.Skip($"A small disk cannot be mounted here: {mounted.Said}");
        }

        return new SmallDisk(folder);
    }

    /// <summary>To the last byte.</summary>
    /// <param name="leave">But for so many bytes.</param>
    public async Task Fill(long leave = 0)
    {
        await using var file = new FileStream(
            Ballast,
            FileMode.CreateNew,
            FileAccess.Write,
            FileShare.None,
            bufferSize: 0
        );
        var chunk = new byte[4_096];
        try
        {
            while (true)
            {
                await file.WriteAsync(chunk, TestContext.Current.CancellationToken);
            }
        }
        catch (IOException)
        {
            // Full.
        }

        file.SetLength(file.Length - leave);
    }

    public void MakeRoom() => File.Delete(Ballast);

    public async ValueTask DisposeAsync()
    {
        var unmounted = await new Command("umount", [Folder]).Run(CancellationToken.None);
        Assert.True(unmounted.Succeeded, unmounted.Said);
        Directory.Delete(Folder);
    }
}
