using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Npgsql;
using TransferLedger.Postgres.Tests;
using TransferLedger.Scenarios.Robustness;

namespace TransferLedger.Scenarios.Http;

/// <summary>
/// <c>?knownAt=</c>: whatever has been recorded since, every question has the answer that it had, worked out from the log alone.
/// </summary>
public sealed class KnownAtTests(LedgerServer postgres) : RunningLedger(postgres)
{
    private const string Day = "2024-06-01";
    private readonly LedgerServer postgres = postgres;

    [Fact]
    public async Task Every_question_has_the_answer_that_it_had_even_where_the_read_tables_are_empty()
    {
        var told = new List<(long Position, SortedDictionary<string, string> Answers)>();
        foreach (var happens in EventfulHistory.Of(Client))
        {
            await happens();
            told.Add((await this.LogSize() - 1, await EveryAnswer.Of(Client, Day)));
        }

        await AllAsTold(told);
        await EmptyReadTables();
        await AllAsTold(told[..^1]);
    }

    [Fact]
    public async Task The_address_that_an_answer_gives_for_itself_has_the_same_bytes_for_ever()
    {
        var told = new Dictionary<string, byte[]>();
        foreach (var happens in EventfulHistory.Of(Client))
        {
            await happens();
            foreach (
                var address in new[] { "/figures/KP-RU/containers", "/corridors/KP-RU", "/reports/second" }
            )
            {
                var answer = await Client.Ask($"{address}?asOf={Day}");
                if (answer.Status == HttpStatusCode.OK)
                {
                    var self = answer.Json.GetProperty("links").Of("self");
                    told.TryAdd(self, (await Client.Ask(self)).Body);
                    if (address.StartsWith("/figures", StringComparison.Ordinal))
                    {
                        Assert.Equal(answer.Text, (await Client.Ask(self)).Text);
                    }
                }
            }
        }

        foreach (var (self, body) in told)
        {
            var again = await Client.Ask(self);
            Assert.Equal(body, again.Body);
            Assert.Equal("public, max-age=31536000, immutable", again.Headers["Cache-Control"]);
        }

        Assert.True(told.Count > EventfulHistory.Of(Client).Count());
    }

    [Fact]
    public async Task Inside_a_report_is_before_it()
    {
        await File("whole", Said("over 1,000"));
        await File("two", Said("over 2,000"), Said("over 3,000"));
        var end = await this.LogSize() - 1;

        Assert.Equal(3_001, (await Low(end.ToString(CultureInfo.InvariantCulture))).Number("low"));
        foreach (var inside in new[] { end - 1, end - 2 })
        {
            var answer = await Client.Ask($"/figures/KP-RU/containers?asOf={Day}&knownAt={inside}");
            Assert.Equal(1_001, answer.Json.Number("low"));
            Assert.Equal("1", answer.Headers["Ledger-Position"]);
        }
    }

    [Fact]
    public async Task An_instant_and_a_day_stand_for_the_last_entry_by_then()
    {
        await File("by-then", Said("over 1,000"));
        var before = (await Client.Figure("KP-RU/containers", Day))
            .GetProperty("knownAt")
            .GetProperty("recordedAt")
            .GetDateTime();
        await File("since", Said("over 9,000"));
        var written = before.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture);
        var earlier = before
            .AddMicroseconds(-1)
            .ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture);
        var today = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        Assert.Equal(1_001, (await Low(written)).Number("low"));
        Assert.Equal("empty", (await Low(earlier)).Of("status"));
        Assert.Equal("empty", (await Low("2020-01-01")).Of("status"));
        Assert.Equal(9_001, (await Low(today)).Number("low"));
    }

    [Theory]
    [InlineData("99", "known-at.beyond-head", "The last entry stands at 1;")]
    [InlineData("9223372036854775807", "known-at.beyond-head", "The last entry stands at 1;")]
    [InlineData("2999-01-01", "known-at.in-the-future", "nobody knows yet")]
    [InlineData("2999-01-01T00:00:00Z", "known-at.in-the-future", "nobody knows yet")]
    [InlineData("-1", "known-at.unreadable", "Write 57, 2026-06-01 or 2026-06-01T12:00:00Z.")]
    [InlineData("2026-06-01T12:00:00", "known-at.unreadable", "Write 57")]
    [InlineData("yesterday", "known-at.unreadable", "Write 57")]
    [InlineData("99999999999999999999", "known-at.unreadable", "Write 57")]
    public async Task What_names_no_moment_of_the_log_is_refused(string knownAt, string code, string says)
    {
        await File("one", Said("over 1,000"));

        var answer = await Client.Ask($"/figures/KP-RU/containers?knownAt={knownAt}&asOf=2999-01-01");

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        var fault = answer.Faults.Single(fault => fault.Code == code);
        Assert.Equal("knownAt", fault.Pointer);
        Assert.Contains(says, fault.Says, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_goes_on_as_it_began()
    {
        await File("page", Said("over 1"), Said("over 2"), Said("over 3"));
        var first = await Client.Ask($"/claims?limit=2&asOf={Day}");
        await File("between", Said("over 4"));
        await Client.Withdraw("page#3", "2024-03-10", "UA");

        var second = await Client.Ask(first.Headers["Link"].Split('<', '>')[1]);

        Assert.Equal(["page#3"], second.Items.All("claim"));
        Assert.False(second.Items[0].GetProperty("withdrawn").GetBoolean());
        Assert.Equal(
            first.Json.GetProperty("knownAt").Number("position"),
            second.Json.GetProperty("knownAt").Number("position")
        );
    }

    [Theory]
    [InlineData("?asOf=2024-06-01&knownAt=1&policy=v1", true)]
    [InlineData("?asOf=2024-06-01&knownAt=1", false)]
    [InlineData("?asOf=2024-06-01&policy=v1", false)]
    [InlineData("?knownAt=1&policy=v1", false)]
    public async Task Only_an_address_that_says_all_is_kept_for_ever(string query, bool forEver)
    {
        await File("kept", Said("over 1,000"));

        var answer = await Client.Ask($"/figures/KP-RU/containers{query}");

        Assert.Equal(
            forEver ? "public, max-age=31536000, immutable" : "no-cache",
            answer.Headers["Cache-Control"]
        );
    }

    [Fact]
    public async Task A_moment_is_kept_for_ever_only_once_something_was_recorded_after_it()
    {
        await File("before", Said("over 1,000"));
        var moment = DateTime.UtcNow;
        var asked = string.Create(
            CultureInfo.InvariantCulture,
            $"/figures/KP-RU/containers?asOf={Day}&policy=v1&knownAt={moment:yyyy-MM-ddTHH:mm:ss.ffffffZ}"
        );
        Assert.Equal("no-cache", (await Client.Ask(asked)).Headers["Cache-Control"]);

        await File("after", Said("over 2,000"));

        var kept = await Client.Ask(asked);
        Assert.Equal("public, max-age=31536000, immutable", kept.Headers["Cache-Control"]);
        Assert.Equal(1_001, kept.Json.Number("low"));
    }

    [Fact]
    public async Task A_day_that_goes_on_is_not_kept()
    {
        await File("today", Said("over 1,000"));

        var answer = await Client.Ask(
            $"/figures/KP-RU/containers?asOf={Day}&policy=v1&knownAt={DateTime.UtcNow:yyyy-MM-dd}"
        );

        Assert.Equal("no-cache", answer.Headers["Cache-Control"]);
    }

    private async Task AllAsTold(IEnumerable<(long Position, SortedDictionary<string, string> Answers)> told)
    {
        foreach (var (position, answers) in told)
        {
            foreach (var (address, answer) in answers)
            {
                var pinned = Pinned(address, position);
                var again = await Client.Ask(pinned);
                var body = $"{(int)again.Status} {again.Text}";
                Assert.True(
                    Unpinned(answer) == Unpinned(body),
                    $"{pinned}\nthen {Unpinned(answer)}\nnow  {Unpinned(body)}"
                );
            }
        }
    }

    /// <summary>Entries and excerpts are of no time, and cursors and answers' own addresses say it already.</summary>
    private static string Pinned(string address, long position) =>
        address.Contains("asOf=", StringComparison.Ordinal)
        && !address.Contains("knownAt=", StringComparison.Ordinal)
        && !address.Contains("cursor=", StringComparison.Ordinal)
            ? string.Create(CultureInfo.InvariantCulture, $"{address}&knownAt={position}")
            : address;

    /// <summary>Without what sends whoever stands in the past on to the past.</summary>
    private static string Unpinned(string answer) =>
        Regex.Replace(
            answer,
            @"\\u0026knownAt=\d+|&knownAt=\d+",
            "",
            RegexOptions.None,
            TimeSpan.FromMinutes(1)
        );

    /// <summary>All but those that say where to find entries of the log, not what they amount to.</summary>
    private async Task EmptyReadTables()
    {
        await using var connection = new NpgsqlConnection(await postgres.AdministratorConnection(Database));
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(
            """
            do $$
            declare
                t record;
            begin
                for t in select tablename from pg_tables
                    where schemaname = 'projections' and tablename ~ '^(reports|claims|corridors|statements|claimants|figures)_\d+$'
                loop
                    execute format('truncate projections.%I', t.tablename);
                end loop;
            end $$
            """,
            connection
        );
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private async Task<System.Text.Json.JsonElement> Low(string knownAt)
    {
        var answer = await Client.Ask($"/figures/KP-RU/containers?asOf={Day}&knownAt={knownAt}");
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        return answer.Json;
    }

    private Task File(string id, params string[] claims) => EventfulHistory.File(Client, id, claims);

    private static string Said(string quantity, string? statement = null, string more = "") =>
        EventfulHistory.Said(quantity, statement, more);
}
