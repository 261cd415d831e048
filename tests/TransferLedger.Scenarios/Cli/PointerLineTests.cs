using System.Text;
using TransferLedger.Cli.Reports;

namespace TransferLedger.Scenarios.Cli;

public sealed class PointerLineTests
{
    private const string Json = """
        {
          "a/b": 1,
          "claims": [
            { "x": [1, 2] },
            {
              "item": "y"
            }
          ]
        }
        """;

    [Theory]
    [InlineData("", 0)]
    [InlineData("/a~1b", 1)]
    [InlineData("/claims", 2)]
    [InlineData("/claims/0/x/1", 3)]
    [InlineData("/claims/1/item", 5)]
    [InlineData("/claims/1/missing", 4)]
    [InlineData("/claims/9", 2)]
    [InlineData("/claims/1/item/deeper", 5)]
    public void A_pointer_leads_to_its_line_or_to_what_should_hold_it(string pointer, int line) =>
        Assert.Equal(line, PointerLine.Of(Encoding.UTF8.GetBytes(Json), pointer));

    [Fact]
    public void A_syntax_error_is_on_its_line() => Assert.Equal(2, PointerLine.Of("{\n\"a\": 1,\n}"u8, ""));
}
