using System.Text.Json;
using TransferLedger.Core.Sealing;

namespace TransferLedger.Core.Tests.Sealing;

/// <summary>The published probes of the transparency-dev Merkle library, where they lie beside the repository.</summary>
public sealed class ProofsTests
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true };

    private sealed record Inclusion(
        ulong LeafIdx,
        ulong TreeSize,
        string Root,
        string LeafHash,
        string[]? Proof,
        bool WantErr,
        string Case
    );

    private sealed record Consistency(
        ulong Size1,
        ulong Size2,
        string Root1,
        string Root2,
        string[]? Proof,
        bool WantErr,
        string Case
    );

    [Fact]
    public void Inclusion_is_verified_as_published()
    {
        var probes = Probes<Inclusion>("rfc6962-inclusion.json");

        var wrong = probes.Where(p => Verifies(p) == p.WantErr).Select(p => p.Case);

        Assert.Equal((98, ""), (probes.Count, string.Join(", ", wrong)));
    }

    [Fact]
    public void Consistency_is_verified_as_published()
    {
        var probes = Probes<Consistency>("rfc6962-consistency.json");

        var wrong = probes.Where(p => Verifies(p) == p.WantErr).Select(p => p.Case);

        Assert.Equal((98, ""), (probes.Count, string.Join(", ", wrong)));
    }

    [Fact]
    public void The_only_leaf_is_included_without_a_path() =>
        Assert.True(Proofs.IsIncluded(Merkle.Leaf("a"u8), 0, 1, [], Merkle.Leaf("a"u8)));

    [Fact]
    public void Two_leaves_grew_out_of_the_first()
    {
        var (a, b) = (Merkle.Leaf("a"u8), Merkle.Leaf("b"u8));

        Assert.True(Proofs.IsConsistent(1, 2, a, Merkle.Node(a, b), [b]));
        Assert.False(Proofs.IsConsistent(1, 2, b, Merkle.Node(a, b), [b]));
    }

    // The probes' numbers are unsigned: those that wrap around are negative here. What is no digest cannot stand in a proof at all: reading it fails before verifying does.
    private static bool Verifies(Inclusion p) =>
        Digests([p.LeafHash]) is [var leaf]
        && Digests(p.Proof ?? []) is { } path
        && Proofs.IsIncluded(leaf, (long)p.LeafIdx, (long)p.TreeSize, path, Root(p.Root));

    private static bool Verifies(Consistency p) =>
        Digests(p.Proof ?? []) is { } path
        && Proofs.IsConsistent((long)p.Size1, (long)p.Size2, Root(p.Root1), Root(p.Root2), path);

    // Some probes have other bytes as roots ("don't care"): equal ones must stay equal, so they are hashed.
    private static Hash Root(string text) =>
        Digests([text]) is [var root] ? root : Merkle.Leaf(Convert.FromBase64String(text));

    private static List<Hash>? Digests(string[] texts)
    {
        var bytes = texts.Select(Convert.FromBase64String).ToList();
        return bytes.TrueForAll(b => b.Length == Hash.Size) ? bytes.ConvertAll(b => new Hash(b)) : null;
    }

    private static List<T> Probes<T>(string file)
    {
        for (
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            folder is not null;
            folder = folder.Parent
        )
        {
            var path = Path.Combine(folder.FullName, "shared", "vectors", file);
            if (File.Exists(path))
            {
                return JsonSerializer.Deserialize<List<T>>(File.ReadAllText(path), Json)!;
            }
        }

        Assert.Skip($"No shared/vectors/{file} beside the repository.");
        return [];
    }
}
