using System.Collections.Immutable;
using System.Globalization;
using TransferLedger.Core.Answers;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Sealing;
using TransferLedger.Postgres.Sealing;
using TransferLedger.Server.Background;

namespace TransferLedger.Server.Api;

/// <summary>
/// <c>GET /proof/entry/{position}</c>, that an entry stands in the log, as C2SP tlog-proof or JSON; and
/// <c>GET /proof/consistency</c>, that a longer log grew out of a shorter one.
/// </summary>
internal static class GetProofs
{
    private const string Json = "application/json";

    private static readonly Parameter Size = new(
        "size",
        "In the log of so many entries: at most those of the last signed checkpoint. Default: that one. Only there is the proof text; JSON is for any size."
    );
    private static readonly Parameter Format = new(
        "format",
        "text (C2SP tlog-proof) or json. Default: json where Accept asks for application/json, else text."
    );
    private static readonly Parameter From = new("from", "The size of the shorter log, from 1.");
    private static readonly Parameter To = new(
        "to",
        "The size of the longer log. Default: that of the last signed checkpoint."
    );

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/proof/entry/{position:long:min(0)}", Entry)
            .ForReaders()
            .Takes(Size, Format)
            .WithSummary("Proof that an entry stands in the log")
            .Produces(StatusCodes.Status200OK, contentType: "text/plain")
            .Produces<InclusionBody>()
            .Produces<ProblemBody>(StatusCodes.Status503ServiceUnavailable, Problems.ContentType);
        app.MapGet("/proof/consistency", Consistency)
            .ForReaders()
            .Takes(From, To)
            .WithSummary("Proof that a longer log grew out of a shorter one")
            .Produces<ConsistencyBody>()
            .Produces<ProblemBody>(StatusCodes.Status404NotFound, Problems.ContentType)
            .Produces<ProblemBody>(StatusCodes.Status503ServiceUnavailable, Problems.ContentType);
    }

    private static async Task<IResult> Entry(
        HttpContext http,
        long position,
        LedgerTree tree,
        SignedHeads heads,
        Signing signing,
        CancellationToken cancellation
    )
    {
        var latest = await GetCheckpoint.Latest(heads, signing, cancellation);
        if (!latest.IsOk)
        {
            return GetCheckpoint.Problem(latest);
        }

        var (checkpoint, faults) = (latest.Value.Checkpoint, ImmutableArray.CreateBuilder<Fault>());
        var isJson = IsJson(http, faults);
        var size = SizeIn(http, Size.Name, least: 1, checkpoint.Size, faults) ?? checkpoint.Size;
        if (faults.Count > 0)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, faults.ToImmutable());
        }

        if (position >= size)
        {
            return Problems.NotFound(
                "proof.past-size",
                size < checkpoint.Size
                    ? $"A log of {size} entries has none at position {position}. The last signed checkpoint has {checkpoint.Size}."
                    : $"The last signed checkpoint has {size} entries: positions below that can be proven. A new entry is under one within a second or two."
            );
        }

        if (!isJson && size != checkpoint.Size)
        {
            return Problems.NotFound(
                "proof.not-signed",
                $"The signed checkpoint of {size} entries is not kept; the last one has {checkpoint.Size}. Leave size out, or ask for format=json and put the path before your own checkpoint."
            );
        }

        var path = await tree.InclusionPath(position, size, cancellation);
        http.Response.Headers.CacheControl = "no-cache";
        if (!isJson)
        {
            return TypedResults.Bytes(
                TlogProof.Of(position, path, latest.Value).ToBytes(),
                GetCheckpoint.TextType
            );
        }

        var leaf = (await tree.Hashes([new LeafRange(position, position + 1)], cancellation))[0];
        var root = await tree.RootAt(size, cancellation);
        return TypedResults.Json(
            new InclusionBody(
                position,
                size,
                Text(leaf),
                [.. path.Select(Text)],
                Text(root),
                size == checkpoint.Size ? latest.Value.ToString() : null
            ),
            AnswerJson.Options
        );
    }

    private static async Task<IResult> Consistency(
        HttpContext http,
        LedgerTree tree,
        SignedHeads heads,
        Signing signing,
        CancellationToken cancellation
    )
    {
        var latest = await GetCheckpoint.Latest(heads, signing, cancellation);
        if (!latest.IsOk)
        {
            return GetCheckpoint.Problem(latest);
        }

        var (checkpoint, faults) = (latest.Value.Checkpoint, ImmutableArray.CreateBuilder<Fault>());
        if (!http.Request.Query.ContainsKey(From.Name))
        {
            faults.Add(new Fault(From.Name, "proof.size", "Say from which size: from=1 at the least."));
        }

        var from = SizeIn(http, From.Name, least: 1, checkpoint.Size, faults) ?? 1;
        var to = SizeIn(http, To.Name, least: 1, checkpoint.Size, faults) ?? checkpoint.Size;
        if (faults.Count == 0 && from > to)
        {
            faults.Add(
                new Fault(
                    From.Name,
                    "proof.size",
                    $"{from} is the longer log, {to} the shorter one. Swap them."
                )
            );
        }

        if (faults.Count > 0)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, faults.ToImmutable());
        }

        var path = await tree.ConsistencyPath(from, to, cancellation);
        http.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Json(
            new ConsistencyBody(
                from,
                to,
                Text(await tree.RootAt(from, cancellation)),
                Text(await tree.RootAt(to, cancellation)),
                [.. path.Select(Text)],
                to == checkpoint.Size ? latest.Value.ToString() : null
            ),
            AnswerJson.Options
        );
    }

    private static bool IsJson(HttpContext http, ImmutableArray<Fault>.Builder faults)
    {
        switch (http.Request.Query[Format.Name].ToString())
        {
            case "json":
                return true;
            case "text":
                return false;
            case "" when !http.Request.Query.ContainsKey(Format.Name):
                return http
                    .Request.GetTypedHeaders()
                    .Accept.Any(type => type.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase));
            case var other:
                faults.Add(
                    new Fault(
                        Format.Name,
                        "proof.format",
                        $"{Quote.Of(other)} is no format of a proof. Write text or json."
                    )
                );
                return false;
        }
    }

    /// <summary>Null where it is left out, or wrong.</summary>
    private static long? SizeIn(
        HttpContext http,
        string name,
        long least,
        long most,
        ImmutableArray<Fault>.Builder faults
    )
    {
        if (http.Request.Query[name] is not [{ } text])
        {
            return null;
        }

        if (
            long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            && size >= least
            && size <= most
        )
        {
            return size;
        }

        faults.Add(
            new Fault(
                name,
                "proof.size",
                $"{Quote.Of(text)} is no size that can be proven. The last signed checkpoint has {most} entries: write {least} to {most}."
            )
        );
        return null;
    }

    private static string Text(Hash hash) => Convert.ToBase64String(hash.ToArray());
}

/// <summary>A proof that an entry stands in the log (RFC 6962 section 2.1.1). Hashes are base64 of 32 bytes.</summary>
/// <param name="Leaf">SHA-256 of a zero byte and the entry's bytes.</param>
/// <param name="Path">From the leaf's sibling up.</param>
/// <param name="Checkpoint">The signed note that holds the root; null for a size whose note is not kept.</param>
public sealed record InclusionBody(
    long Position,
    long Size,
    string Leaf,
    IReadOnlyList<string> Path,
    string Root,
    string? Checkpoint
);

/// <summary>A proof that a longer log grew out of a shorter one (RFC 6962 section 2.1.2). Hashes are base64 of 32 bytes.</summary>
/// <param name="From">Size of the shorter log.</param>
/// <param name="To">Size of the longer one.</param>
/// <param name="Checkpoint">The signed note that holds the longer log's root; null for a size whose note is not kept.</param>
public sealed record ConsistencyBody(
    long From,
    long To,
    string FromRoot,
    string ToRoot,
    IReadOnlyList<string> Path,
    string? Checkpoint
);
