using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Values;
using TransferLedger.Postgres.Keys;

namespace TransferLedger.Server.Api;

/// <summary>Who may do what: writes need a key of a role, reads need one only where they are not public.</summary>
internal static class Access
{
    private static readonly object HolderItem = new();

    /// <summary>The endpoint needs a key that may do what <paramref name="role"/> may.</summary>
    public static TBuilder For<TBuilder>(this TBuilder endpoint, Role role)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint
            .WithMetadata(new NeededRole(role))
            .AddEndpointFilter((context, next) => Check(context, next, role));

    /// <summary>
    /// The endpoint is open, or needs any good key where <c>Ledger:PublicReads</c> is false: also one that a browser sends.
    /// </summary>
    public static TBuilder ForReaders<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint
            .WithMetadata(new NeededRole(Role: null))
            .AddEndpointFilter((context, next) => Check(context, next, role: null));

    /// <summary>The key that the request came with.</summary>
    public static ApiKey Holder(this HttpContext http) =>
        (ApiKey?)http.Items[HolderItem]
        ?? throw new InvalidOperationException("This endpoint asks for no key.");

    /// <summary><c>Cache-Control</c> of an answer that never changes: by everybody where everybody may read.</summary>
    public static string CachedForEver(HttpContext http) =>
        $"{(PublicReads(http) ? "public" : "private")}, max-age=31536000, immutable";

    /// <summary>Whether what the ledger knows may be named to whoever asks, whatever the endpoint found out of them.</summary>
    public static bool MayRead(HttpContext http) => PublicReads(http) || http.Items.ContainsKey(HolderItem);

    /// <summary>
    /// Whose key this is, if it may do what <paramref name="role"/> may; null: any good key. Faults, with their status:
    /// <c>key.unknown</c>, <c>key.role</c>.
    /// </summary>
    public static async Task<(int Status, Outcome<ApiKey> Key)> Holder(
        IServiceProvider services,
        string text,
        Role? role,
        CancellationToken cancellation
    )
    {
        var key = await services.GetRequiredService<KeyStore>().Find(text.Trim(), cancellation);
        if (key is null)
        {
            return (
                StatusCodes.Status401Unauthorized,
                Fault.At(
                    "key.unknown",
                    "This key is not known, has expired or was revoked. Ask whoever runs the ledger for another."
                )
            );
        }

        return role is { } needed && !key.May(needed)
            ? (
                StatusCodes.Status403Forbidden,
                Fault.At(
                    "key.role",
                    $"The key {key.Name} has the role {Kebab.Of(key.Role)}; this needs {Kebab.Of(needed)}."
                )
            )
            : (StatusCodes.Status200OK, key);
    }

    /// <summary>Whatever the endpoint says of caching, no cache gives its answer to another than who asked.</summary>
    private static void KeepFromOthers(HttpResponse response) =>
        response.OnStarting(() =>
        {
            response.Headers.Append(HeaderNames.Vary, HeaderNames.Authorization);
            var headers = response.GetTypedHeaders();
            var caching = headers.CacheControl ?? new CacheControlHeaderValue();
            caching.Private = !caching.NoStore;
            headers.CacheControl = caching;
            return Task.CompletedTask;
        });

    private static bool PublicReads(HttpContext http) =>
        http.RequestServices.GetRequiredService<IOptions<LedgerOptions>>().Value.PublicReads;

    private static async ValueTask<object?> Check(
        EndpointFilterInvocationContext context,
        EndpointFilterDelegate next,
        Role? role
    )
    {
        var http = context.HttpContext;
        var services = http.RequestServices;
        if (role is null && PublicReads(http))
        {
            return await next(context);
        }

        var forReaders = role is null;
        if (forReaders)
        {
            KeepFromOthers(http.Response);
        }

        if (SentKey.Of(http.Request, forReaders) is not { } text)
        {
            http.Response.Headers.WWWAuthenticate = SentKey.Challenge(http.Request, forReaders, wrong: false);
            return Problems.Of(
                StatusCodes.Status401Unauthorized,
                "key.missing",
                "This needs a key: send Authorization: Bearer tl_…, made with transferledger keys create."
            );
        }

        var (status, key) = await Holder(services, text, role, http.RequestAborted);
        if (!key.IsOk)
        {
            http.Response.Headers.WWWAuthenticate =
                status == StatusCodes.Status401Unauthorized
                    ? SentKey.Challenge(http.Request, forReaders, wrong: true)
                    : default;
            return Problems.Of(status, key.Faults);
        }

        http.Items[HolderItem] = key.Value;
        return await next(context);
    }
}

/// <summary>What an endpoint asks of a key.</summary>
/// <param name="Role">Null: any good key, and none where reads are public.</param>
internal sealed record NeededRole(Role? Role);
