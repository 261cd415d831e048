namespace TransferLedger.Scenarios.Cli;

/// <summary>A file that is gone after the test.</summary>
internal sealed class ScratchFile : IDisposable
{
    public ScratchFile(string content, string extension = ".ndjson")
    {
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"tl-{Guid.NewGuid():N}{extension}");
        File.WriteAllText(Path, content);
    }

    public string Path { get; }

    public void Dispose() => File.Delete(Path);
}
