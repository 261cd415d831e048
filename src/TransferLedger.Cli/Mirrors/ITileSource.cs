namespace TransferLedger.Cli.Mirrors;

/// <summary>Where a log lies as C2SP tlog-tiles lays it out: on a server, or in a folder.</summary>
internal interface ITileSource
{
    /// <summary>For sentences.</summary>
    string Name { get; }

    /// <summary>What lies at a path such as <c>tile/0/000</c> or <c>checkpoint</c>; null: nothing.</summary>
    Task<ReadOnlyMemory<byte>?> Read(string path, CancellationToken cancellation);
}
