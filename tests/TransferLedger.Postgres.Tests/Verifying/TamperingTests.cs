using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using TransferLedger.Core.Sealing;
using TransferLedger.Postgres.Excerpts;
using TransferLedger.Postgres.Sealing;
using TransferLedger.Postgres.Tests.Excerpts;
using TransferLedger.Postgres.Tests.Projections;
using TransferLedger.Postgres.Verifying;

namespace TransferLedger.Postgres.Tests.Verifying;

/// <summary>What somebody with all rights changed behind the ledger's back is named: table, row and column.</summary>
public sealed class TamperingTests(LedgerServer server) : IAsyncLifetime
{
    private const string Origin = "ledger.test";
    private const int Entries = 260;
    private readonly string folder = Directory.CreateTempSubdirectory("transferledger-tampering-").FullName;
    private ProjectedLedger ledger = null!;
    private SigningKeys keys = null!;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    private SignedFile NodeFile => new(Path.Combine(folder, "signed.note"));

    public async ValueTask InitializeAsync()
    {
        ledger = await ProjectedLedger.Create(server);
        keys = SigningKeyFile.Open(Path.Combine(folder, "signing.key"), Origin, make: true).Value;
        var quotes = await ledger.Log.File("quoted", withWords: true, "first words", "other words");
        await ledger.Log.SayErased("quoted", quotes[0].Entry, version: 4);
        await new ExcerptStore(ledger.Server, NullLogger<ExcerptStore>.Instance).FinishErasures(Now);
        await ledger.FileMany(30);
        for (var n = 0; (await ledger.Log.Head(Now)).Size < Entries; n++)
        {
            await ledger.File(
                ProjectedLedger.Report($"more-{n}", ProjectedLedger.Containers($"over {n + 1}"))
            );
        }

        await ledger.Project(ledger.Runner());
        await Signer().SignOnce(alarm: null, Now);
    }

    public async ValueTask DisposeAsync()
    {
        await ledger.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_ledger_as_it_was_written_has_no_differences()
    {
        var tables = await ledger.Ask<long>(
            "select count(*) from pg_tables where schemaname = 'projections'"
        );

        var findings = await Look();

        Assert.Empty(findings.Differences);
        Assert.Null(findings.Unchecked);
        Assert.Equal(0, findings.MissingQuotes);
        Assert.True(findings.Size >= Entries);
        Assert.Equal(
            tables,
            await ledger.Ask<long>("select count(*) from pg_tables where schemaname = 'projections'")
        );
    }

    [Theory]
    [InlineData("id = gen_random_uuid()", "id")]
    [InlineData("stream = 'report/elsewhere'", "stream")]
    [InlineData("version = 77", "version")]
    [InlineData("type = 'items-reported.v9'", "type")]
    [InlineData("recorded_at = recorded_at + interval '1 us'", "recorded_at")]
    [InlineData("leaf = sha256('other')", "leaf")]
    [InlineData(
        "bytes = convert_to(replace(convert_from(bytes, 'UTF8'), '\"by\":\"', '\"by\":\"x'), 'UTF8')",
        "leaf"
    )]
    [InlineData("bytes = 'no entry'", "bytes")]
    public async Task An_edited_column_of_an_entry_is_named(string set, string column)
    {
        await Tamper($"update ledger.entries set {set} where position = 7");

        await Names("ledger.entries", "position 7", column);
    }

    [Fact]
    public async Task An_entry_edited_together_with_its_leaf_is_found_by_the_tree_and_by_what_was_signed()
    {
        await Tamper(
            """
            update ledger.entries set bytes = convert_to(replace(convert_from(bytes, 'UTF8'), '"by":"', '"by":"x'), 'UTF8') where position = 7;
            update ledger.entries set leaf = sha256('\x00'::bytea || bytes) where position = 7
            """
        );

        await Names("ledger.nodes", "level 8 index 0", "hash");
        await Names("ledger.signing", $"origin {Origin}", "root");
    }

    [Fact]
    public async Task Two_entries_that_changed_places_are_found()
    {
        await Tamper(
            """
            update ledger.entries set position = -7 where position = 7;
            update ledger.entries set position = 7 where position = 8;
            update ledger.entries set position = 8 where position = -7
            """,
            free: "entries_position_dense"
        );

        await Names("ledger.entries", "position 8", "recorded_at");
        await Names("ledger.nodes", "level 8 index 0", "hash");
        await Names("ledger.signing", $"origin {Origin}", "root");
    }

    [Fact]
    public async Task An_entry_that_was_taken_out_is_named()
    {
        await Tamper("delete from ledger.entries where position = 7");

        await Names("ledger.entries", "position 7", "");
    }

    [Fact]
    public async Task An_entry_that_was_put_in_between_is_found()
    {
        await Tamper(
            """
            update ledger.entries set position = -position where position > 7;
            update ledger.entries set position = 1 - position where position < 0;
            insert into ledger.entries
            select 8, 1, recorded_at + interval '1 us', gen_random_uuid(), leaf, 'report/put-in', type, bytes from ledger.entries where position = 7
            """,
            free: "entries_position_dense"
        );

        await Names("ledger.entries", "position 8", "stream");
        await Names("ledger.nodes", "level 8 index 0", "hash");
        await Names("ledger.signing", $"origin {Origin}", "root");
    }

    [Fact]
    public async Task A_tail_that_was_cut_off_is_found_by_what_was_signed_and_by_the_read_tables()
    {
        await Tamper("delete from ledger.entries where position >= 258");

        await Names("ledger.signing", $"origin {Origin}", "size");
        await Names(NodeFile.Path, "", "size");
        await Names("projections.generations", "live", "next");
    }

    [Fact]
    public async Task Nodes_without_entries_are_named()
    {
        await Tamper("delete from ledger.entries where position >= 200");

        await Names("ledger.nodes", "level 8 index 0", "");
    }

    [Theory]
    [InlineData("update ledger.nodes set hash = sha256('other')", "hash")]
    [InlineData("delete from ledger.nodes", "")]
    public async Task A_changed_node_is_named(string sql, string column)
    {
        await Tamper(sql);

        await Names("ledger.nodes", "level 8 index 0", column);
    }

    [Theory]
    [InlineData("update ledger.excerpts set text = 'put into their mouth' where text is not null", "text")]
    [InlineData("update ledger.excerpts set salt = sha256('other') where text is not null", "text")]
    [InlineData("update ledger.excerpts set salt = null, text = null", "text")]
    [InlineData(
        "update ledger.excerpts set salt = sha256('other'), text = 'back again' where text is null",
        "text"
    )]
    [InlineData("update ledger.excerpts set id = gen_random_uuid() where text is not null", "id")]
    public async Task A_changed_quote_is_named(string sql, string column)
    {
        await Tamper(sql);

        Assert.Contains(
            (await Look()).Differences,
            one =>
                one.Table == "ledger.excerpts"
                && one.Column == column
                && one.Key.StartsWith("id ", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_quote_that_was_taken_away_is_named()
    {
        var id = await ledger.Ask<Guid>("select id from ledger.excerpts where text is not null limit 1");
        await Tamper($"delete from ledger.excerpts where id = '{id}'");

        await Names("ledger.excerpts", $"id {id}", "");
        Assert.Equal(1, (await Look()).MissingQuotes);
    }

    [Fact]
    public async Task Where_no_quotes_are_expected_those_that_are_missing_are_counted()
    {
        var quotes = await ledger.Ask<long>("select count(*) from ledger.excerpts where text is not null");
        await Tamper("delete from ledger.excerpts");

        var findings = await Check(withoutQuotes: true);

        Assert.Empty(findings.Differences);
        Assert.Equal(quotes, findings.MissingQuotes);
    }

    [Fact]
    public async Task An_entry_before_the_first_is_named()
    {
        await Tamper(
            "insert into ledger.entries select -1, 77, recorded_at, gen_random_uuid(), leaf, stream, type, bytes from ledger.entries where position = 7",
            free: "entries_position_dense"
        );

        await Names("ledger.entries", "position -1", "");
    }

    [Fact]
    public async Task A_leaf_that_is_no_hash_is_named()
    {
        await Tamper(
            "update ledger.entries set leaf = 'short' where position = 7",
            free: "entries_leaf_is_sha256"
        );

        await Names("ledger.entries", "position 7", "leaf");
    }

    [Fact]
    public async Task Data_that_is_not_that_of_its_type_is_named()
    {
        await Tamper(
            """
            update ledger.entries set bytes = convert_to(regexp_replace(convert_from(bytes, 'UTF8'), '"data":.*', '"data":{"x":1}}'), 'UTF8')
            where position = 7
            """
        );

        await Names("ledger.entries", "position 7", "bytes");
    }

    [Fact]
    public async Task Where_there_are_no_read_tables_they_are_said_to_be_unchecked()
    {
        await ledger.Administer("delete from projections.generations");

        var findings = await Look();

        Assert.Empty(findings.Differences);
        Assert.Contains("the read tables", findings.Unchecked, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "update projections.figures_{g} set status = 'conflict' where figure = 'KP-RU/containers'",
        "figures",
        "figure KP-RU/containers",
        "status"
    )]
    [InlineData(
        "delete from projections.figures_{g} where figure = 'KP-RU/containers'",
        "figures",
        "figure KP-RU/containers",
        ""
    )]
    [InlineData(
        "insert into projections.corridors_{g} values ('FR-DE', '2024-01-01', 'fr de')",
        "corridors",
        "corridor FR-DE",
        ""
    )]
    [InlineData(
        "update projections.reports_{g} set published = '1999-01-01' where report = 'many-3'",
        "reports",
        "report many-3",
        "published"
    )]
    public async Task A_changed_read_table_is_named(string sql, string table, string key, string column)
    {
        await ledger.Spoil(sql);

        await Names($"projections.{table}", key, column);
    }

    [Theory]
    [InlineData("root = sha256('other')", "root")]
    [InlineData("size = 100000", "size")]
    [InlineData("size = size - 1", "root")]
    [InlineData("note = replace(note, 'ledger.test', 'other.test')", "note")]
    [InlineData("note = 'no note'", "note")]
    public async Task What_was_signed_is_held_against_the_log(string set, string column)
    {
        await Tamper($"update ledger.signing set {set}");

        await Names("ledger.signing", $"origin {Origin}", column);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task A_memory_that_was_taken_away_is_named_where_anything_says_that_there_was_one(
        bool hasFile,
        bool hasKeys
    )
    {
        await Tamper("delete from ledger.signing");

        var findings = await Check(hasFile: hasFile, hasKeys: hasKeys);

        var missing = Assert.Single(findings.Differences);
        Assert.Equal(("ledger.signing", $"origin {Origin}"), (missing.Table, missing.Key));
    }

    [Fact]
    public async Task The_signer_takes_a_memory_that_was_taken_away_for_no_first_time_until_it_is_accepted()
    {
        await Tamper("delete from ledger.signing");

        var refused = Assert.IsType<SigningOutcome.Refused>(await Signer().SignOnce(alarm: null, Now));
        Assert.Contains("keys accept-fork", refused.Why, StringComparison.Ordinal);
        var owner = await server.OwnerConnection(await ledger.Ask<string>("select current_database()::text"));
        var acceptance = new ForkAcceptance(owner, Origin, NodeFile);
        Assert.True(await acceptance.Accept(await acceptance.Look(Now), "row lost", Now));

        Assert.Empty((await Look()).Differences);
        Assert.IsType<SigningOutcome.Signed>(await Signer().SignOnce(alarm: null, Now));
    }

    [Fact]
    public async Task A_note_that_was_taken_away_is_named()
    {
        await Tamper("update ledger.signing set note = null");

        await Names("ledger.signing", $"origin {Origin}", "note");
    }

    [Fact]
    public async Task A_root_that_is_no_hash_is_named()
    {
        await ledger.Administer("alter table ledger.signing drop constraint signing_root_is_sha256");
        await Tamper("update ledger.signing set root = 'short'");

        await Names("ledger.signing", $"origin {Origin}", "root");
    }

    [Fact]
    public async Task A_signature_that_does_not_hold_is_named_to_who_brings_the_key()
    {
        var row = await ledger.Ask<string>("select note from ledger.signing");
        var other = SigningKeyFile.Open(Path.Combine(folder, "other.key"), Origin, make: true).Value;
        var forged = SignedCheckpoint.Sign(
            SignedCheckpoint.Read(Encoding.UTF8.GetBytes(row)).Value.Checkpoint,
            other
        );
        await Tamper($"update ledger.signing set note = '{forged}'");

        await Names("ledger.signing", $"origin {Origin}", "note");
    }

    [Fact]
    public async Task A_nodes_own_memory_that_was_changed_is_named()
    {
        var note = await File.ReadAllTextAsync(NodeFile.Path, Now);
        var lines = note.Split('\n');
        lines[2] = Convert.ToBase64String(Merkle.Leaf("other"u8).ToArray());
        await File.WriteAllTextAsync(NodeFile.Path, string.Join('\n', lines), Now);

        await Names(NodeFile.Path, "", "root");
    }

    [Fact]
    public async Task The_signer_signs_no_log_that_was_changed_under_it()
    {
        await Tamper(
            "update ledger.entries set leaf = sha256('other') where position = (select max(position) from ledger.entries)"
        );
        await Tamper("update ledger.signing set signed_at = signed_at - interval '10 s'");

        Assert.IsType<SigningOutcome.Refused>(await Signer().SignOnce(alarm: null, Now));
    }

    /// <summary>Checked with the key, the file and everything.</summary>
    private Task<DatabaseFindings> Look() => Check();

    private Task<DatabaseFindings> Check(
        bool hasFile = true,
        bool hasKeys = true,
        bool withoutQuotes = false
    ) =>
        new DatabaseCheck(ledger.Server)
        {
            File = hasFile ? NodeFile : null,
            Keys = hasKeys ? keys.Verifiers : [],
            WithoutQuotes = withoutQuotes,
        }.Run((_, _, _) => { }, Now);

    private async Task Names(string table, string key, string column)
    {
        var findings = await Look();

        Assert.Contains(
            findings.Differences.Select(one => (one.Table, one.Key, one.Column)),
            one => one == (table, key, column)
        );
    }

    /// <param name="free">A constraint that is dropped first: whoever has all rights can.</param>
    private Task Tamper(string sql, string? free = null) =>
        ledger.Administer(
            $"{(free is null ? "" : $"alter table ledger.entries drop constraint {free};")} set session_replication_role = replica; {sql}; reset session_replication_role"
        );

    private Signer Signer() =>
        new(ledger.Server, keys, NodeFile, Origin, NullLogger.Instance, TimeProvider.System);
}
