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
            // Pages and their files are for readers of pages, not for programs.
            .Where(endpoint => endpoint.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is null)
            // Static files are mapped without a slash before them.
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith('/'))
            .Where(endpoint =>
                !endpoint.RoutePattern.RawText!.StartsWith("/openapi/", StringComparison.Ordinal)
            )
            .SelectMany(endpoint =>
                endpoint
                    .Metadata.GetMetadata<HttpMethodMetadata>()!
                    .HttpMethods.Select(verb =>
                        $"{verb} {Constraint().Replace(endpoint.RoutePattern.RawText!, "}").Replace("{**", "{", StringComparison.Ordinal)}"
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

    [Theory]
    [InlineData("correction", "CorrectionInput", "quantity,coverage,claimant,item,stated,reason")]
    [InlineData("withdrawal", "WithdrawalInput", "claimant,stated,reason")]
    [InlineData("recording-error", "RecordingErrorInput", "becomes,voids,reason")]
    [InlineData("grade", "GradeInput", "grade,reason")]
    [InlineData("", "JudgementInput", "first,second,judgement,reason")]
    public async Task It_declares_what_later_events_take(string what, string body, string members)
    {
        var document = (await Document()).Json;
        var address = what.Length > 0 ? $"/reports/{{id}}/claims/{{n}}/{what}" : "/judgements";
        var post = document.GetProperty("paths").GetProperty(address).GetProperty("post");
        Assert.Contains($"/{body}\"", post.GetProperty("requestBody").GetRawText(), StringComparison.Ordinal);
        var schema = document
            .GetProperty("components")
            .GetProperty("schemas")
            .GetProperty(body)
            .GetProperty("properties");
        Assert.All(members.Split(','), member => Assert.True(schema.TryGetProperty(member, out _), member));
        var version = post.GetProperty("parameters").With("name", "If-Match");
        var required = version.TryGetProperty("required", out var must) && must.GetBoolean();
        Assert.Equal(("header", what.Length > 0), (version.Of("in"), required));
        var answers = post.GetProperty("responses").EnumerateObject().Select(answer => answer.Name);
        Assert.Superset(
            new HashSet<string> { "200", "201", "401", "403", "412", "422" },
            answers.ToHashSet()
        );
    }

    [Theory]
    [InlineData("/figures/{corridor}/{measure}", "asOf,perspective,minReliability")]
    [InlineData("/figures/{corridor}/{measure}/{item}/revisions", "asOf,perspective,minReliability,axis")]
    [InlineData(
        "/figures/{corridor}/{measure}/{item}/claims",
        "asOf,perspective,minReliability,limit,cursor"
    )]
    [InlineData("/figures/{corridor}/{measure}/explanation", "asOf,perspective,minReliability")]
    [InlineData("/figures/{corridor}/{measure}/ratios", "asOf")]
    [InlineData("/figures", "corridor,measure,status,perspective,minReliability")]
    [InlineData("/conflicts", "asOf,corridor,measure,grade,party,minReliability,limit,cursor")]
    [InlineData("/denials", "asOf,corridor,claimant,since,limit,cursor")]
    [InlineData("/claimants/{id}", "asOf")]
    [InlineData("/statements/{id}", "asOf")]
    [InlineData("/export/datapackage.json", "asOf,knownAt,policy,minPosition")]
    public async Task It_declares_what_reads_take(string address, string names)
    {
        var get = (await Document()).Json.GetProperty("paths").GetProperty(address).GetProperty("get");
        var query = get.GetProperty("parameters")
            .EnumerateArray()
            .Where(parameter => parameter.Of("in") == "query")
            .ToList();
        Assert.Superset(
            names.Split(',').ToHashSet(),
            query.Select(parameter => parameter.Of("name")).ToHashSet()
        );
        Assert.All(query, parameter => Assert.NotEqual("", parameter.Of("description")));
        Assert.Contains(
            "$ref",
            get.GetProperty("responses").GetProperty("200").GetRawText(),
            StringComparison.Ordinal
        );
    }

    private Task<Answer> Document() => ledger.Client.Ask("/openapi/v1.json");

    [GeneratedRegex("\"#/components/schemas/([^\"]+)\"")]
    private static partial Regex Reference();

    [GeneratedRegex(@":[^}]+\}")]
    private static partial Regex Constraint();

    [GeneratedRegex(@"\{([A-Za-z]+)\}")]
    private static partial Regex PathPart();
}
