using FsCheck;
using FsCheck.Fluent;
using TransferLedger.Core.Sealing;

namespace TransferLedger.Core.Tests.Sealing;

/// <summary>The paths of C2SP tlog-tiles, of which each tile has one.</summary>
public sealed class TileAddressTests
{
    [Theory]
    [InlineData(0, 1_234_067, 256, "tile/0/x001/x234/067")]
    [InlineData(0, 0, 256, "tile/0/000")]
    [InlineData(1, 999, 1, "tile/1/999.p/1")]
    [InlineData(2, 1_000, 255, "tile/2/x001/000.p/255")]
    [InlineData(63, 273, 112, "tile/63/273.p/112")]
    public void A_tile_has_the_published_path(int level, long index, int width, string path)
    {
        Assert.Equal(path, TileAddress.OfHashes(level, index, width).ToString());
        Assert.Equal(TileAddress.OfHashes(level, index, width), TileAddress.Read(path).Value);
    }

    [Theory]
    [InlineData(1_234_067, 256, "tile/entries/x001/x234/067")]
    [InlineData(273, 112, "tile/entries/273.p/112")]
    public void A_bundle_has_the_published_path(long index, int width, string path)
    {
        Assert.Equal(path, TileAddress.OfEntries(index, width).ToString());
        Assert.Equal(TileAddress.OfEntries(index, width), TileAddress.Read(path).Value);
    }

    [Fact]
    public void A_log_of_70000_entries_has_the_published_tiles()
    {
        var tiles = TileAddress.AllHashes(70_000).ToList();

        Assert.Equal(
            [(0, 273, 112), (1, 1, 17), (2, 0, 1)],
            tiles.Where(t => !t.IsFull).Select(t => (t.Level, (int)t.Index, t.Width))
        );
        Assert.Equal(
            [273, 1, 0],
            Enumerable.Range(0, 3).Select(level => tiles.Count(t => t.IsFull && t.Level == level))
        );
    }

    [Fact]
    public void A_log_of_256_entries_has_a_full_tile_and_one_of_width_1_above_it() =>
        Assert.Equal(
            ["tile/0/000", "tile/1/000.p/1"],
            TileAddress.AllHashes(256).Select(tile => tile.ToString())
        );

    [Fact]
    public void An_empty_log_has_no_tiles() =>
        Assert.Empty(TileAddress.AllHashes(0).Concat(TileAddress.AllEntries(0)));

    [Theory]
    [InlineData("tile/0/256.p/112", 65_648, true)]
    [InlineData("tile/0/256.p/112", 65_647, false)]
    [InlineData("tile/1/000", 65_536, true)]
    [InlineData("tile/1/000", 65_535, false)]
    [InlineData("tile/1/000.p/1", 256, true)]
    [InlineData("tile/1/000.p/1", 255, false)]
    [InlineData("tile/entries/000.p/1", 0, false)]
    [InlineData("tile/8/000.p/1", long.MaxValue, false)]
    [InlineData("tile/7/000.p/1", long.MaxValue, true)]
    public void A_tile_is_within_a_tree_that_has_all_its_hashes(string path, long size, bool isWithin) =>
        Assert.Equal(isWithin, TileAddress.Read(path).Value.IsWithin(size));

    [Theory]
    [InlineData("tile/0/x001/x234/067/", "tile.index")]
    [InlineData("tile/0/1234067", "tile.index")]
    [InlineData("tile/0/x000/067", "tile.index")]
    [InlineData("tile/0/001/067", "tile.index")]
    [InlineData("tile/0/x001", "tile.index")]
    [InlineData("tile/0/X001/067", "tile.index")]
    [InlineData("tile/0/67", "tile.index")]
    [InlineData("tile/0/-67", "tile.index")]
    [InlineData("tile/0/", "tile.index")]
    [InlineData("tile/0/x999/x999/x999/x999/x999/x999/999", "tile.index")]
    [InlineData("tile/00/067", "tile.level")]
    [InlineData("tile/64/067", "tile.level")]
    [InlineData("tile/-1/067", "tile.level")]
    [InlineData("tile/+1/067", "tile.level")]
    [InlineData("tile/Entries/067", "tile.level")]
    [InlineData("tile/0/067.p/0", "tile.width")]
    [InlineData("tile/0/067.p/256", "tile.width")]
    [InlineData("tile/0/067.p/01", "tile.width")]
    [InlineData("tile/0/067.p/", "tile.width")]
    [InlineData("tile/0/067.p", "tile.width")]
    [InlineData("tile/0/067.p/1/2", "tile.width")]
    [InlineData("/tile/0/067", "tile.unreadable")]
    [InlineData("tile", "tile.unreadable")]
    public void Another_spelling_is_refused(string path, string code) =>
        Assert.Equal([code], TileAddress.Read(path).Faults.Select(fault => fault.Code));

    [Fact]
    public void All_that_is_wrong_is_said_at_once() =>
        Assert.Equal(
            ["tile.level", "tile.width", "tile.index"],
            TileAddress.Read("tile/64/67.p/0").Faults.Select(fault => fault.Code)
        );

    [Fact]
    public void Whatever_is_read_is_written_the_same()
    {
        var paths =
            from level in Gen.Elements("0", "1", "7", "63", "entries", "07", "64", "")
            from groups in Gen.Choose(0, 2).SelectMany(n => Gen.ListOf(Gen.Choose(0, 1_001), n))
            from last in Gen.Choose(0, 1_001)
            from width in Gen.Elements("", ".p/1", ".p/255", ".p/256", ".p/0", ".p/012", ".p")
            from pad in Gen.Elements("000", "00", "0000")
            select $"tile/{level}/{string.Concat(groups.Select(g => $"x{g.ToString(pad)}/"))}{last.ToString(pad)}{width}";
        Prop.ForAll(
                paths.ToArbitrary(),
                path => !TileAddress.Read(path).IsOk || TileAddress.Read(path).Value.ToString() == path
            )
            .QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(-1, 0, 256)]
    [InlineData(64, 0, 256)]
    [InlineData(0, -1, 256)]
    [InlineData(0, 0, 0)]
    [InlineData(0, 0, 257)]
    public void An_address_that_no_tile_has_is_a_bug(int level, long index, int width) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TileAddress.OfHashes(level, index, width));
}
