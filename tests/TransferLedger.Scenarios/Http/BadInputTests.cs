using System.Globalization;
using System.Net;
using System.Text;

namespace TransferLedger.Scenarios.Http;

/// <summary>Bad input gets a problem with pointer, code and sentence, and writes nothing.</summary>
public sealed class BadInputTests(RunningLedger ledger) : IClassFixture<RunningLedger>
{
    private const int BodyLimit = 2 * 1024 * 1024;

    public static TheoryData<string> Names { get; } = [.. BadInputs.All.Select(input => input.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_is_refused_where_the_fault_stands(string name)
    {
        var input = BadInputs.All.Single(input => input.Name == name);
        var size = await ledger.LogSize();
        var answer = await ledger.Client.Post("/reports", input.Body);
        Assert.Equal(input.Status, answer.Status);
        var fault = Assert.Single(answer.Faults);
        Assert.Equal((input.Pointer, input.Code), (fault.Pointer, fault.Code));
        Assert.Equal($"/problems/{input.Code}", answer.Json.Of("type"));
        Assert.Equal(size, await ledger.LogSize());
    }

    [Fact]
    public async Task The_sentences_are_those_that_were_approved()
    {
        var text = new StringBuilder("| What | Where | Code | Sentence |\n|---|---|---|---|\n");
        foreach (var input in BadInputs.All)
        {
            foreach (var fault in (await ledger.Client.Post("/reports/check", input.Body)).Faults)
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"| {input.Name} | {Shown(fault.Pointer)} | {fault.Code} | {Shown(fault.Says)} |\n"
                );
            }
        }

        await SourceTree.MustBeApproved("faults.md", text.ToString());
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    public async Task Another_content_type_is_refused_and_the_right_one_named(string type)
    {
        var answer = await ledger.Client.Post("/reports", Reports.Of("typed", Reports.Containers()), type);
        Assert.Equal(
            (HttpStatusCode.UnsupportedMediaType, "body.content-type"),
            (answer.Status, answer.Code)
        );
        Assert.Contains("application/json", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_content_type_with_its_charset_is_read()
    {
        var answer = await ledger.Client.Post(
            "/reports/check",
            Reports.Of("charset", Reports.Containers()),
            "application/json; charset=utf-8"
        );
        Assert.Equal(HttpStatusCode.OK, answer.Status);
    }

    [Fact]
    public async Task A_body_that_says_that_it_is_too_large_is_refused_before_it_comes()
    {
        await using var wire = await Wire.Open(ledger);
        await wire.Send(
            Wire.Head("/reports", ledger.AdminKey, "application/json", $"Content-Length: {BodyLimit + 1}")
        );
        await wire.ReadUntil("body.too-large");
        Assert.StartsWith("HTTP/1.1 413", wire.Come, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_grows_too_large_is_refused_before_its_end()
    {
        await using var wire = await Wire.Open(ledger);
        await wire.Send(
            Wire.Head("/reports", ledger.AdminKey, "application/json", "Transfer-Encoding: chunked")
        );
        await wire.SendChunk(new string(' ', BodyLimit + 1));
        await wire.ReadUntil("body.too-large");
        Assert.StartsWith("HTTP/1.1 413", wire.Come, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_of_just_the_limit_is_read()
    {
        var report = Reports.Of("limit", Reports.Containers());
        var answer = await ledger.Client.Post(
            "/reports/check",
            report + new string(' ', BodyLimit - report.Length)
        );
        Assert.Equal(HttpStatusCode.OK, answer.Status);
    }

    [Fact]
    public async Task Unknown_words_are_answered_with_the_nearest_known()
    {
        var claims = string.Join(
            ", ",
            Reports.Claim("items-reported", "\"item\": \"balistic-missile\""),
            Reports.Claim("containers-reportd", "\"quantity\": \"5\""),
            Reports.Claim(
                "containers-reported",
                "\"quantity\": \"5\", \"stage\": \"deliverd\", \"covrage\": \"2024\""
            )
        );
        var faults = (await ledger.Client.Post("/reports", Reports.Of("near", claims))).Faults;
        Assert.Contains(
            faults,
            fault => fault.Says.Contains("Did you mean ballistic-missile", StringComparison.Ordinal)
        );
        Assert.Contains(
            faults,
            fault => fault.Says.Contains("Did you mean containers-reported", StringComparison.Ordinal)
        );
        Assert.Contains(
            faults,
            fault => fault.Says.Contains("Did you mean delivered", StringComparison.Ordinal)
        );
        Assert.Contains(
            faults,
            fault => fault.Says.Contains("Did you mean coverage", StringComparison.Ordinal)
        );
    }

    private static string Shown(string text)
    {
        var today = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return text.Replace(today, "<today>", StringComparison.Ordinal)
            .Replace("\0", "\\u0000", StringComparison.Ordinal)
            .Replace("|", "\\|", StringComparison.Ordinal);
    }
}
