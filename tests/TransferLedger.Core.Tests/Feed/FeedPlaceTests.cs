using TransferLedger.Core.Events;
using TransferLedger.Core.Feed;

namespace TransferLedger.Core.Tests.Feed;

public sealed class FeedPlaceTests
{
    [Theory]
    [InlineData("57", 57, 0)]
    [InlineData("57.0", 57, 0)]
    [InlineData("57.12", 57, 12)]
    [InlineData("0000000000000000057.000012", 57, 12)]
    public void It_is_read_padded_or_not(string text, long position, int index) =>
        Assert.Equal(new FeedPlace(new Position(position), index), FeedPlace.Read(text).Value);

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("57.")]
    [InlineData(".1")]
    [InlineData("-1.0")]
    [InlineData("57.-1")]
    [InlineData("57.1.1")]
    [InlineData(" 57")]
    [InlineData("57.2147483647")]
    [InlineData("99999999999999999999")]
    public void Anything_else_is_refused(string text) =>
        Assert.Equal("place.unreadable", Assert.Single(FeedPlace.Read(text).Faults).Code);

    [Fact]
    public void Places_and_their_padded_texts_stand_in_the_same_order()
    {
        FeedPlace[] inOrder =
        [
            FeedPlace.First,
            FeedPlace.First.Next,
            new(new Position(9), 10),
            new(new Position(10), 0),
            new(new Position(10), 9),
            new(new Position(10), 10),
            new(new Position(long.MaxValue), 0),
        ];

        Assert.Equal(inOrder, inOrder.Reverse().Order());
        Assert.Equal(inOrder, inOrder.Reverse().OrderBy(place => place.Padded, StringComparer.Ordinal));
        Assert.Equal(inOrder, inOrder.Select(place => FeedPlace.Read(place.Padded).Value));
    }
}
