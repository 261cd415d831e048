using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using TransferLedger.Core.Filing;

namespace TransferLedger.Scenarios.Robustness;

/// <summary>Requests that are wrong before the report is.</summary>
public sealed class OddRequestsTests(PatientLedger ledger) : IClassFixture<PatientLedger>
{
    private const string Good =
        """{"title":"T","publisher":"P","medium":"press","published":"2024","claims":[]}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_body_over_the_limit_is_413() =>
        await AssertProblem(
            await Post("/reports", new byte[Limits.BodyBytes + 1], "application/json"),
            HttpStatusCode.RequestEntityTooLarge,
            "body.too-large"
        );

    [Fact]
    public async Task A_body_in_another_encoding_is_400() =>
        await AssertProblem(
            await Post("/reports", Encoding.UTF32.GetBytes(Good), "application/json"),
            HttpStatusCode.BadRequest
        );

    [Fact]
    public async Task An_empty_body_is_400() =>
        await AssertProblem(
            await Post("/reports", [], "application/json"),
            HttpStatusCode.BadRequest,
            "body.empty"
        );

    [Theory]
    [InlineData("\n\n \r\n", 3, 0)]
    [InlineData("", 0, 0)]
    [InlineData("{\n[\n\u0000\n", 3, 3)]
    [InlineData("null", 1, 1)]
    public async Task An_import_counts_its_lines_and_refuses_the_bad_ones(string lines, int all, int refused)
    {
        using var response = await Post(
            "/reports/import",
            Encoding.UTF8.GetBytes(lines),
            "application/x-ndjson"
        );
        var summary = await Json(response);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(
            (all, refused),
            (summary.GetProperty("lines").GetInt32(), summary.GetProperty("refused").GetInt32())
        );
    }

    [Fact]
    public async Task A_line_over_the_limit_is_refused_and_the_rest_is_filed()
    {
        var id = "\"id\":\"beside-a-long-line\",";
        var lines = $"{new string(' ', Limits.BodyBytes)}x\n{Good.Insert(1, id)}\n{Good.Insert(1, id)}";

        var summary = await Json(
            await Post("/reports/import", Encoding.UTF8.GetBytes(lines), "application/x-ndjson")
        );

        Assert.Equal(
            (3, 1, 1, 1),
            (
                summary.GetProperty("lines").GetInt32(),
                summary.GetProperty("filed").GetInt32(),
                summary.GetProperty("unchanged").GetInt32(),
                summary.GetProperty("refused").GetInt32()
            )
        );
    }

    private async Task<HttpResponseMessage> Post(string address, byte[] body, string mediaType)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        return await ledger.Client.PostAsync(new Uri(address, UriKind.Relative), content, Cancellation);
    }

    private static async Task AssertProblem(
        HttpResponseMessage response,
        HttpStatusCode status,
        string? code = null
    )
    {
        var errors = (await Json(response)).GetProperty("errors").EnumerateArray().ToList();
        Assert.Equal(status, response.StatusCode);
        Assert.Contains(errors, error => code is null || error.GetProperty("code").GetString() == code);
    }

    private static async Task<JsonElement> Json(HttpResponseMessage response) =>
        JsonElement.Parse(await response.Content.ReadAsByteArrayAsync(Cancellation));
}
