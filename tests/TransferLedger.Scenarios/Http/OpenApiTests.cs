using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace TransferLedger.Scenarios.Http;

/// <summary>The OpenAPI document: valid, whole, and the same until a change is approved.</summary>
public sealed partial class OpenApiTests(RunningLedger ledger) : IClassFixture<RunningLedger>
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [Fact]
    public async Task It_is_what_was_approved()
    {
        var text = JsonSerializer.Serialize((await Document()).Json, Indented);
        await SourceTree.MustBeApproved("openapi.json", text.ReplaceLineEndings("\n") + "\n");
    }

    [Fact]
    public async Task It_is_valid_3_1()
    {
        var document = await Document();
        Assert.StartsWith("3.1.", document.Json.Of("openapi"), StringComparison.Ordinal);
        var read = OpenApiDocument.Parse(document.Text, "json");
        Assert.Empty(read.Diagnostic!.Errors);
        Assert.Empty(read.Diagnostic.Warnings);
        foreach (Match reference in Reference().Matches(document.Text))
        {
            Assert.True(
                document
                    .Json.GetProperty("components")
                    .GetProperty("schemas")
                    .TryGetProperty(reference.Groups[1].Value, out _)
            );
        }
    }

    [Fact]
    public async Task It_names_every_address()
    {
        var paths = (await Document()).Json.GetProperty("paths");
        var described = paths
            .EnumerateObject()
            .SelectMany(path =>
                path.Value.EnumerateObject().Select(verb => $"{verb.Name.ToUpperInvariant()} {path.Name}")
            )
            .Order(StringComparer.Ordinal);
        var served = ledger
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint =>
                !endpoint.RoutePattern.RawText!.StartsWith("/openapi/", StringComparison.Ordinal)
            )
            .SelectMany(endpoint =>
                endpoint
                    .Metadata.GetMetadata<HttpMethodMetadata>()!
                    .HttpMethods.Select(verb =>
                        $"{verb} {Constraint().Replace(endpoint.RoutePattern.RawText!, "}")}"
                    )
            )
            .Order(StringComparer.Ordinal);
        Assert.Equal(served, described);
    }

    [Fact]
    public async Task It_declares_each_part_of_a_path_and_every_parameter()
    {
        foreach (var path in (await Document()).Json.GetProperty("paths").EnumerateObject())
        {
            foreach (var verb in path.Value.EnumerateObject())
            {
                var names = verb.Value.TryGetProperty("parameters", out var all)
                    ? all.EnumerateArray().Where(p => p.Of("in") == "path").Select(p => p.Of("name")).ToList()
                    : [];
                Assert.Equal(PathPart().Matches(path.Name).Select(m => m.Groups[1].Value), names);
                Assert.NotEqual("", verb.Value.Of("summary"));
            }
        }

        var parameters = (await Document())
            .Json.GetProperty("paths")
            .GetProperty("/claims")
            .GetProperty("get")
            .GetProperty("parameters");
        Assert.Contains("asOf", parameters.All("name"));
        Assert.Contains("perspective", parameters.All("name"));
    }

    private Task<Answer> Document() => ledger.Client.Ask("/openapi/v1.json");

    [GeneratedRegex("\"#/components/schemas/([^\"]+)\"")]
    private static partial Regex Reference();

    [GeneratedRegex(@":[^}]+\}")]
    private static partial Regex Constraint();

    [GeneratedRegex(@"\{([A-Za-z]+)\}")]
    private static partial Regex PathPart();
}
