using System.Diagnostics;
using System.Globalization;
using TransferLedger.Core.Sealing;

namespace TransferLedger.Benchmarks;

/// <summary>A mirror in a folder checked whole, on one core: every entry, every hash, the root (log.md section 7: 500,000 entries/s).</summary>
internal static class Verifies
{
    private const double Target = 500_000;
    private const int EntryBytes = 580;
    private const int Rounds = 3;

    public static async Task<int> Run(string[] args)
    {
        var size = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
        var folder = Directory.CreateTempSubdirectory("transferledger-benchmark-").FullName;
        try
        {
            var root = await Write(folder, size);
            var rates = new List<double>();
            for (var round = 0; round < Rounds; round++)
            {
                var before = Process.GetCurrentProcess().TotalProcessorTime;
                var started = Stopwatch.GetTimestamp();
                var check = await Check(folder, size);
                var rate = size / Stopwatch.GetElapsedTime(started).TotalSeconds;
                var spent = Process.GetCurrentProcess().TotalProcessorTime - before;
                if (check.Root != root)
                {
                    throw new InvalidOperationException("The root is another one.");
                }

                rates.Add(rate);
                Console.WriteLine(
                    $"{size:N0} entries of {EntryBytes} bytes checked, {rate:N0} entries/s, processor time {spent.TotalMicroseconds / size:0.00} µs an entry"
                );
            }

            var median = rates.Order().ElementAt(Rounds / 2);
            Console.WriteLine(
                $"verify a mirror {median:N0} entries/s   target {Target:N0}   {(median >= Target ? "met" : "MISSED")}"
            );
            return median >= Target ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<CopyCheck> Check(string folder, long size)
    {
        var check = new CopyCheck([size]);
        foreach (var tile in TileAddress.AllHashes(size))
        {
            var hashes = await File.ReadAllBytesAsync(Path.Combine(folder, tile.ToString()));
            var faults =
                tile.Level > 0
                    ? check.Check(tile, hashes)
                    : check.Add(
                        tile,
                        await File.ReadAllBytesAsync(
                            Path.Combine(folder, TileAddress.OfEntries(tile.Index, tile.Width).ToString())
                        ),
                        hashes,
                        out _
                    );
            if (faults.Length > 0)
            {
                throw new InvalidOperationException(faults[0].Says);
            }
        }

        return check;
    }

    private static async Task<Hash> Write(string folder, int size)
    {
        var random = new Random(5);
        var (edge, levels) = (new RightEdge(), new List<List<Hash>> { new() });
        foreach (var bundle in TileAddress.AllEntries(size))
        {
            var entries = new ReadOnlyMemory<byte>[bundle.Width];
            for (var n = 0; n < entries.Length; n++)
            {
                var entry = new byte[EntryBytes];
                random.NextBytes(entry);
                entries[n] = entry;
                var (leaf, nodes) = (Merkle.Leaf(entry), new List<TileNode>());
                edge.Append(leaf, nodes);
                levels[0].Add(leaf);
                foreach (var node in nodes)
                {
                    while (levels.Count <= node.Level / RightEdge.TileHeight)
                    {
                        levels.Add([]);
                    }

                    levels[node.Level / RightEdge.TileHeight].Add(node.Hash);
                }
            }

            await Put(folder, bundle, EntryBundle.Write(entries));
        }

        foreach (var tile in TileAddress.AllHashes(size))
        {
            var bytes = levels[tile.Level]
                .Skip((int)tile.Range.From)
                .Take(tile.Width)
                .SelectMany(hash => hash.ToArray());
            await Put(folder, tile, [.. bytes]);
        }

        return edge.Root;
    }

    private static async Task Put(string folder, TileAddress address, byte[] bytes)
    {
        var file = Path.Combine(folder, address.ToString());
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllBytesAsync(file, bytes);
    }
}
