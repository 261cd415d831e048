using System.Text.RegularExpressions;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using TransferLedger.Core.Values;

namespace TransferLedger.Server.Api;

/// <summary>What the OpenAPI document says beyond what the endpoints declare by themselves.</summary>
internal static partial class Description
{
    private const string KeyScheme = "key";

    public static void Configure(OpenApiOptions options)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer(
            (document, _, _) =>
            {
                Introduce(document);
                return Task.CompletedTask;
            }
        );
        options.AddOperationTransformer(Describe);
        options.AddSchemaTransformer(
            (schema, context, _) =>
            {
                // Numbers of figures are the only members whose type depends on the value.
                if (context.JsonTypeInfo.Type == typeof(object))
                {
                    schema.Type = JsonSchemaType.Integer | JsonSchemaType.String | JsonSchemaType.Null;
                    schema.Description =
                        "A whole number; of quality and share figures percent as a decimal string.";
                }

                return Task.CompletedTask;
            }
        );
    }

    private static void Introduce(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "TransferLedger",
            Version = "1",
            Description =
                "A ledger of reported arms transfers: what was said, by whom and when, and what follows from it.",
        };
        // The document is the same wherever the ledger runs.
        document.Servers = [];
        document.Tags = null;
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(
            StringComparer.Ordinal
        );
        document.Components.SecuritySchemes[KeyScheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description =
                "Authorization: Bearer tl_<id>_<secret>, made with transferledger keys create. Where reads are closed,"
                + " they need any good key, and take it as the password of HTTP Basic too, with any user name.",
        };
    }

    private static Task Describe(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellation
    )
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        // By default the names of our classes.
        operation.Tags = null;
        operation.Parameters ??= [];
        foreach (Match part in PathPart().Matches(context.Description.RelativePath ?? ""))
        {
            var name = part.Groups[1].Value;
            if (operation.Parameters.All(parameter => parameter.Name != name))
            {
                operation.Parameters.Add(Text(name, ParameterLocation.Path, says: null));
            }
        }

        foreach (var parameter in metadata.OfType<Parameters>().SelectMany(p => p.All))
        {
            operation.Parameters.Add(Text(parameter.Name, ParameterLocation.Query, parameter.Says));
        }

        foreach (var version in metadata.OfType<TakesVersion>())
        {
            operation.Parameters.Add(
                Text(
                    "If-Match",
                    ParameterLocation.Header,
                    "The version that you have seen: \"v3\".",
                    version.Required
                )
            );
        }

        foreach (var status in ProblemsOf(metadata, operation))
        {
            Answer(operation, status, context.Document);
        }

        if (metadata.OfType<NeededRole>().FirstOrDefault() is { Role: { } role })
        {
            operation.Description = $"Needs a key of the role {Kebab.Of(role)}.";
            operation.Security =
            [
                new OpenApiSecurityRequirement
                {
                    [new OpenApiSecuritySchemeReference(KeyScheme, context.Document)] = [],
                },
            ];
        }

        return Task.CompletedTask;
    }

    private static IEnumerable<int> ProblemsOf(IList<object> metadata, OpenApiOperation operation)
    {
        if (metadata.OfType<Parameters>().Any())
        {
            yield return StatusCodes.Status400BadRequest;
        }

        if (operation.Parameters!.Any(parameter => parameter.In == ParameterLocation.Path))
        {
            yield return StatusCodes.Status404NotFound;
        }

        if (metadata.OfType<NeededRole>().FirstOrDefault() is not { } needed)
        {
            yield break;
        }

        yield return StatusCodes.Status401Unauthorized;
        if (needed.Role is not null)
        {
            yield return StatusCodes.Status400BadRequest;
            yield return StatusCodes.Status403Forbidden;
            yield return StatusCodes.Status415UnsupportedMediaType;
            yield return StatusCodes.Status503ServiceUnavailable;
        }
    }

    private static void Answer(OpenApiOperation operation, int status, OpenApiDocument? document)
    {
        operation.Responses ??= [];
        operation.Responses.TryAdd(
            $"{status}",
            new OpenApiResponse
            {
                Description = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status),
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
                {
                    [Problems.ContentType] = new()
                    {
                        Schema = new OpenApiSchemaReference(nameof(ProblemBody), document),
                    },
                },
            }
        );
    }

    private static OpenApiParameter Text(
        string name,
        ParameterLocation place,
        string? says,
        bool required = false
    ) =>
        new()
        {
            Name = name,
            In = place,
            Required = required || place == ParameterLocation.Path,
            Description = says,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        };

    [GeneratedRegex(@"\{([A-Za-z]+)")]
    private static partial Regex PathPart();
}
