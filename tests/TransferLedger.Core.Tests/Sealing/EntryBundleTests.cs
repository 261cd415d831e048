using TransferLedger.Core.Sealing;

namespace TransferLedger.Core.Tests.Sealing;

public sealed class EntryBundleTests
{
    private static readonly byte[] Longest = new byte[EntryBundle.LongestEntry];

    [Fact]
    public void Each_entry_stands_behind_its_length() =>
        Assert.Equal(
            new byte[] { 0, 2, 65, 66, 0, 0, 0, 1, 67 },
            EntryBundle.Write([Bytes("AB"), Bytes(""), Bytes("C")])
        );

    [Fact]
    public void A_bundle_is_read_back()
    {
        ReadOnlyMemory<byte>[] entries = [Bytes("AB"), Longest, Bytes("")];

        var read = EntryBundle.Read(EntryBundle.Write(entries), 3).Value;

        Assert.Equal(entries.Select(e => e.ToArray()), read.Select(e => e.ToArray()));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Another_number_of_entries_is_refused(int width) =>
        Assert.Equal(
            "bundle.unreadable",
            Read(EntryBundle.Write([Bytes("A"), Bytes("B"), Bytes("C")]), width)
        );

    [Fact]
    public void A_bundle_cut_short_anywhere_is_refused()
    {
        var bundle = EntryBundle.Write([Bytes("A"), Bytes("BC")]);

        Assert.All(
            Enumerable.Range(0, bundle.Length),
            length => Assert.Equal("bundle.unreadable", Read(bundle[..length], 2))
        );
    }

    [Fact]
    public void An_entry_that_is_too_long_is_a_bug() =>
        Assert.Throws<OverflowException>(() => EntryBundle.Write([new byte[EntryBundle.LongestEntry + 1]]));

    private static ReadOnlyMemory<byte> Bytes(string text) => System.Text.Encoding.ASCII.GetBytes(text);

    private static string Read(byte[] bundle, int width) =>
        Assert.Single(EntryBundle.Read(bundle, width).Faults).Code;
}
