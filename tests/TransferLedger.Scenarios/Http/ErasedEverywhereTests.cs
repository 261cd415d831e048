using System.Net;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using TransferLedger.Postgres.Tests;
using TransferLedger.Scenarios.Robustness;
using TransferLedger.Server;

namespace TransferLedger.Scenarios.Http;

/// <summary>Words that were erased are searched for in all that the database holds and all that the server answers.</summary>
public sealed class ErasedEverywhereTests(RunningLedger ledger, LedgerServer postgres)
    : IClassFixture<RunningLedger>
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Erased_words_stand_in_no_column_of_any_table_and_in_no_answer()
    {
        const string Words = "velvet zeppelins over Zanzibar";
        var position = (await ledger.Client.File(Report("everywhere", Words))).Number("position")!.Value;
        await Run("analyze");
        Assert.Equal(["ledger.excerpts", "ledger.quotes"], await Holding(Words));
        var entry = await ledger.Client.Ask($"/entries/{position}");

        Assert.Equal(HttpStatusCode.OK, (await ledger.Client.Erase("everywhere#1")).Status);
        await Run("analyze");

        Assert.Empty(await Holding(Words));
        var answers = await EveryAnswer.Of(ledger.Client, $"{DateTime.UtcNow:yyyy-MM-dd}");
        Assert.Contains(answers, answer => answer.Value.Contains("excerpt.erased", StringComparison.Ordinal));
        Assert.All(
            answers.Values.Concat(await EveryAnswer.Entries(ledger.Client)),
            answer => Assert.DoesNotContain(Words, answer, StringComparison.Ordinal)
        );
        Assert.Equal(entry.Body, (await ledger.Client.Ask($"/entries/{position}")).Body);
        Assert.Equal(SHA256.HashData([0, .. entry.Body]), await Leaf(position));
    }

    [Fact]
    public async Task A_server_that_starts_finishes_what_another_one_broke_off()
    {
        const string Words = "nine porcelain submarines";
        await ledger.Client.File(Report("broken-off", Words));
        await ledger.BeginErasure("broken-off#1");
        Assert.Equal(["ledger.excerpts"], await Holding(Words));

        await using var another = await LedgerHost.Start(
            [
                "--urls=http://127.0.0.1:0",
                $"--ConnectionStrings:Ledger={await postgres.ServerConnection(ledger.Database)}",
                "--Logging:LogLevel:Default=Error",
            ],
            Now
        );

        Assert.Empty(await Holding(Words));
    }

    [Fact]
    public async Task A_server_that_logs_all_it_can_logs_no_words()
    {
        const string Words = "eleven cardboard frigates";
        await using var node = await ServerProcess.StartNode(
            await postgres.ServerConnection(ledger.Database),
            ledger.AdminKey,
            Now,
            TimeSpan.FromSeconds(60),
            "--Logging:LogLevel:Default=Trace",
            "--Logging:LogLevel:Microsoft.AspNetCore=Trace"
        );
        await node.Client.File(Report("logged", Words));
        Assert.Contains(Words, (await node.Client.Ask("/excerpts/logged/1")).Text);
        await node.Client.Post("/reports", Report("refused", Words).Replace("1,000", "6,5 million"));
        await node.Client.Post(
            "/reports",
            Report("textless", Words).Replace("\"title\"", "\"text\": \"Nothing.\", \"title\"")
        );
        Assert.Equal(HttpStatusCode.OK, (await node.Client.Erase("logged#1")).Status);

        Assert.Contains(
            node.Said,
            line => line.Contains("DELETE", StringComparison.Ordinal) && line.Contains("logged")
        );
        Assert.DoesNotContain(node.Said, line => line.Contains(Words, StringComparison.Ordinal));
    }

    private static string Report(string id, string words) =>
        Reports.Of(id, Reports.Containers(more: $"\"quote\": \"{words}\""));

    /// <summary>Every table, and every view of ours, of which a row holds the words, as text or as bytes.</summary>
    private async Task<List<string>> Holding(string words)
    {
        await using var source = NpgsqlDataSource.Create(
            await postgres.AdministratorConnection(ledger.Database) + ";Pooling=false"
        );
        var holding = new List<string>();
        foreach (var relation in await Relations(source))
        {
            await using var search = source.CreateCommand(
                $"select exists (select from {relation} as row where strpos(row::text, $1) > 0 or strpos(row::text, $2) > 0)"
            );
            search.Parameters.AddWithValue(words);
            search.Parameters.AddWithValue(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(words)));
            if ((bool)(await search.ExecuteScalarAsync(Now))!)
            {
                holding.Add(relation);
            }
        }

        return holding;
    }

    private static async Task<List<string>> Relations(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand(
            """
            select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'm', 'p')
               or (c.relkind = 'v' and n.nspname not in ('pg_catalog', 'information_schema'))
            order by 1
            """
        );
        await using var reader = await command.ExecuteReaderAsync(Now);
        var relations = new List<string>();
        while (await reader.ReadAsync(Now))
        {
            relations.Add(reader.GetString(0));
        }

        Assert.Superset(
            new HashSet<string>
            {
                "ledger.entries",
                "ledger.excerpts",
                "marten.mt_events",
                "pg_catalog.pg_statistic",
            },
            relations.ToHashSet()
        );
        return relations;
    }

    private async Task<byte[]> Leaf(long position)
    {
        await using var source = NpgsqlDataSource.Create(await postgres.ServerConnection(ledger.Database));
        await using var command = source.CreateCommand(
            $"select leaf from ledger.entries where position = {position}"
        );
        return (byte[])(await command.ExecuteScalarAsync(Now))!;
    }

    private async Task Run(string sql)
    {
        await using var source = NpgsqlDataSource.Create(
            await postgres.AdministratorConnection(ledger.Database) + ";Pooling=false"
        );
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Now);
    }
}
