using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TransferLedger.Core.Sealing;
using TransferLedger.Postgres.Log;
using TransferLedger.Postgres.Sealing;

namespace TransferLedger.Benchmarks;

/// <summary>
/// Full tiles of hashes and bundles of entries over loopback, to callers that ask one after the other, server, PostgreSQL and
/// callers on the same cores. Beside it the same callers are answered as many bytes out of memory by a server that does nothing
/// else: what asking itself costs. The two take turns.
/// </summary>
internal static class Tiles
{
    private const string Database = "tiles";
    private const int Callers = 16;
    private const int Rounds = 9;
    private const double Least = 3_000;

    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(700);

    public static async Task<int> Run(string[] args)
    {
        var entries = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100_000;
        await using var postgres = await ScratchServer.Start();
        var (server, owner) = await postgres.NewDatabase(Database);
        await using var ownServer = server;
        await using var ownOwner = owner;
        Console.WriteLine(await ScratchServer.Settings(server));
        await using (
            var log = await PostgresLog.Open(
                server,
                new PostgresLogOptions { Origin = Appends.Origin },
                NullLogger<PostgresLog>.Instance,
                TimeProvider.System,
                CancellationToken.None
            )
        )
        {
            await GeneratedLog.Fill(log, entries, entries / 10, CancellationToken.None);
        }

        var folder = Directory.CreateTempSubdirectory("transferledger-benchmark-").FullName;
        var keys = Path.Combine(folder, "signing.key");
        SigningKeyFile.Open(keys, Appends.Origin, make: true);
        await using var ledger = await FilingServer.Start(
            postgres,
            Database,
            Appends.Origin,
            $"--Ledger:SigningKeyFile={keys}",
            $"--Ledger:SignedFile={Path.Combine(folder, "signed.note")}"
        );
        await Signed(ledger.Client);
        var missed =
            await Measure(
                ledger.Client,
                "tile of hashes",
                n => TileAddress.OfHashes(0, n),
                entries / 256,
                Least
            )
            + await Measure(
                ledger.Client,
                "bundle",
                n => TileAddress.OfEntries(n),
                entries / 256,
                target: null
            );
        Directory.Delete(folder, recursive: true);
        return missed == 0 ? 0 : 1;
    }

    private static async Task Signed(HttpClient client)
    {
        while (!(await client.GetAsync("/checkpoint")).IsSuccessStatusCode)
        {
            await Task.Delay(50);
        }
    }

    private static async Task<int> Measure(
        HttpClient client,
        string what,
        Func<int, TileAddress> address,
        int tiles,
        double? target
    )
    {
        var bytes = await client.GetByteArrayAsync($"/{address(0)}");
        await using var bare = await Bare.Start(bytes);
        var (rates, bareRates) = (new List<double>(), new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            rates.Add(await Rate(client, () => $"/{address(Random.Shared.Next(tiles))}"));
            bareRates.Add(await Rate(bare.Client, () => "/"));
        }

        // The first round warms up.
        var (rate, bareRate) = (Median(rates.Skip(1)), Median(bareRates.Skip(1)));
        var met = rate >= (target ?? 0);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what, -15} {bytes.Length, 9:N0} bytes, {rate, 8:N0}/s   the same bytes out of memory {bareRate, 8:N0}/s   so asking costs {rate / bareRate:P0} of it   {(target is null ? "" : $"target {target:N0}/s   {(met ? "met" : "MISSED")}")}"
            )
        );
        return met ? 0 : 1;
    }

    private static Task<double> Rate(HttpClient client, Func<string> path) =>
        Appends.Rate(
            [
                .. Enumerable.Repeat(
                    async () =>
                    {
                        using var answer = await client.GetAsync(path());
                        await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
                    },
                    Callers
                ),
            ],
            Slice
        );

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    /// <summary>A server that has one answer.</summary>
    private sealed class Bare(WebApplication app, HttpClient client) : IAsyncDisposable
    {
        public HttpClient Client => client;

        public static async Task<Bare> Start(byte[] answer)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            var app = builder.Build();
            app.MapGet("/", () => TypedResults.Bytes(answer, "application/octet-stream"));
            await app.StartAsync();
            return new Bare(app, new HttpClient { BaseAddress = new Uri(app.Urls.First()) });
        }

        public async ValueTask DisposeAsync()
        {
            client.Dispose();
            await app.DisposeAsync();
        }
    }
}
