using Npgsql;
using TransferLedger.Core.Sealing;
using TransferLedger.Postgres.Sealing;
using TransferLedger.Postgres.Tests.Embedded;
using TransferLedger.Postgres.Tests.Log;

namespace TransferLedger.Postgres.Tests.Sealing;

/// <summary>What is signed, what is refused, and who remembers it.</summary>
public sealed class SignerTests(LedgerServer server) : IAsyncLifetime
{
    private SigningDatabase database = null!;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => database = await SigningDatabase.Create(server);

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task The_head_is_signed_twice_and_kept_in_both_memories_as_it_is_published()
    {
        await database.Append(3);

        Assert.Equal(new SigningOutcome.Signed(3), await database.Signer().SignOnce(null, Now));

        var published = (await database.Published())!;
        Assert.Equal(
            Checkpoint.Of(SigningDatabase.Origin, 3, await database.Root()).Value,
            published.Checkpoint
        );
        Assert.Equal(2, published.Note.VerifiedBy(database.Keys.Verifiers).Value.Length);
        Assert.Equal(published.ToString(), await System.IO.File.ReadAllTextAsync(database.File().Path, Now));
    }

    [Fact]
    public async Task An_empty_log_is_signed_too()
    {
        await database.Signer().SignOnce(null, Now);

        Assert.Equal(
            (0, Merkle.Empty),
            ((await database.Published())!.Checkpoint.Size, (await database.Published())!.Checkpoint.Root)
        );
    }

    [Fact]
    public async Task A_log_that_has_not_grown_is_not_signed_again()
    {
        await database.Append(1);
        await database.Signer().SignOnce(null, Now);
        var before = await database.Published();

        Assert.Equal(new SigningOutcome.Unchanged(1), await database.Signer().SignOnce(null, Now));

        Assert.Equal(before, await database.Published());
    }

    [Fact]
    public async Task Another_node_remembers_what_one_has_signed()
    {
        await database.Append(1);
        await database.Signer("one").SignOnce(null, Now);

        await database.Signer("two").SignOnce(null, Now);

        Assert.Equal((await database.Published())!.Checkpoint, database.File("two").Read()!.Value.Value);
    }

    [Fact]
    public async Task There_is_one_checkpoint_a_second_at_most_whichever_node_signs()
    {
        await database.Append(1);
        await database.Signer("one").SignOnce(null, Now);
        await database.Append(1);

        var soon = Assert.IsType<SigningOutcome.TooSoon>(await database.Signer("two").SignOnce(null, Now));

        Assert.InRange(soon.Wait, TimeSpan.Zero, Signer.Between);
        Assert.Equal(1, (await database.Published())!.Checkpoint.Size);
    }

    [Fact]
    public async Task Nodes_that_sign_at_once_never_sign_two_things()
    {
        await database.Append(1);
        var nodes = Enumerable.Range(0, 6).Select(n => database.Signer($"node{n}")).ToList();

        for (var round = 0; round < 5; round++)
        {
            await database.Append(1);
            if (round > 0)
            {
                await database.Later();
            }

            await Task.WhenAll(nodes.Select(node => Task.Run(() => node.SignOnce(null, Now))));
        }

        var last = (await database.Published())!.Checkpoint;
        Assert.Equal((6, await database.Root()), (last.Size, last.Root));
    }

    [Fact]
    public async Task While_it_runs_it_signs_after_each_change()
    {
        var log = await database.Log.Node();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Now);
        var signer = database.Signer();
        var running = signer.Run(log, _ => Task.CompletedTask, enough.Token);

        await database.Append(2);
        await database.Log.Until("select coalesce((select size from ledger.signing), 0) = 2");
        await database.Append(3);
        await database.Log.Until("select size = 5 from ledger.signing");

        await enough.CancelAsync();
        await running;
        Assert.Equal((5, null), (signer.Size, signer.Refused));
    }

    [Fact]
    public async Task A_shorter_log_is_refused_and_the_operator_is_told_what_to_do()
    {
        await Signed(3);
        await database.CutTo(2);
        var told = new RememberingLogger();
        var signer = database.Signer(log: told);

        var refused = Assert.IsType<SigningOutcome.Refused>(await signer.SignOnce(null, Now));

        Assert.Contains("has 2 entries, and 3 were signed", refused.Why, StringComparison.Ordinal);
        Assert.Contains("accept-fork", refused.Why, StringComparison.Ordinal);
        Assert.Equal(refused.Why, signer.Refused);
        Assert.Contains("1300 ", told.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_with_other_entries_is_refused()
    {
        await Signed(3);
        await database.Replace(last: 1);

        var refused = Assert.IsType<SigningOutcome.Refused>(await database.Signer().SignOnce(null, Now));

        Assert.Contains("have the root", refused.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_longer_log_that_did_not_grow_out_of_the_signed_one_is_refused()
    {
        await Signed(300);
        await database.Replace(last: 200);
        await database.Append(100);

        Assert.IsType<SigningOutcome.Refused>(await database.Signer().SignOnce(null, Now));
    }

    [Fact]
    public async Task A_restored_backup_is_refused_by_the_file_alone()
    {
        await Signed(3);
        await database.CutTo(2);
        await database.ForgetInDatabase();

        var refused = Assert.IsType<SigningOutcome.Refused>(await database.Signer().SignOnce(null, Now));

        Assert.Contains(database.File().Path, refused.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_first_signature_that_broke_off_is_made_the_next_time()
    {
        await database.Append(3);
        Assert.True(database.Keys.IsConformant);
        await DyingSigner.Run(database, "one", SigningStep.Committing);
        Assert.NotNull(database.File("one").Read());

        Assert.Equal(new SigningOutcome.Signed(3), await database.Signer().SignOnce(null, Now));
    }

    [Fact]
    public async Task That_a_log_which_is_not_empty_is_signed_for_the_first_time_is_said()
    {
        await database.Append(3);
        var told = new RememberingLogger();

        await database.Signer(log: told).SignOnce(null, Now);

        Assert.Contains("1305 ", told.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_without_a_file_refuses_by_what_the_database_remembers()
    {
        await Signed(3);
        await database.CutTo(2);

        Assert.IsType<SigningOutcome.Refused>(await database.Signer("new").SignOnce(null, Now));
    }

    [Fact]
    public async Task What_was_refused_is_signed_again_once_the_log_is_back()
    {
        await Signed(3);
        await database.AsSuperuser(
            "create table public.kept as select * from ledger.entries where position = 2"
        );
        await database.CutTo(2);
        var signer = database.Signer();
        await signer.SignOnce(null, Now);

        await database.AsSuperuser("insert into ledger.entries select * from public.kept");

        Assert.Equal(new SigningOutcome.Unchanged(3), await signer.SignOnce(null, Now));
        Assert.Null(signer.Refused);
    }

    [Fact]
    public async Task A_node_that_has_stopped_writing_does_not_sign()
    {
        await database.Append(1);

        var refused = Assert.IsType<SigningOutcome.Refused>(await database.Signer().SignOnce("a fork.", Now));

        Assert.Contains("a fork.", refused.Why, StringComparison.Ordinal);
        Assert.Null(await database.Published());
    }

    [Theory]
    [InlineData("update ledger.signing set root = decode(repeat('00', 32), 'hex')")]
    [InlineData("update ledger.signing set size = 2")]
    [InlineData("update ledger.signing set size = 4")]
    public async Task A_memory_that_somebody_changed_is_refused(string sql)
    {
        await Signed(3);
        await database.AsSuperuser(sql);

        Assert.IsType<SigningOutcome.Refused>(await database.Signer().SignOnce(null, Now));
    }

    [Theory]
    [InlineData("update ledger.signing set note = 'nothing'")]
    [InlineData("update ledger.signing set note = replace(note, E'\\n3\\n', E'\\n2\\n')")]
    [InlineData(
        "update ledger.signing set note = overlay(note placing case substring(note from length(note) - 20 for 1) when 'A' then 'B' else 'A' end from length(note) - 20 for 1)"
    )]
    public async Task A_note_that_somebody_changed_is_named_and_signed_again(string sql)
    {
        await Signed(3);
        await database.AsSuperuser(sql);
        await database.Later();
        var told = new RememberingLogger();

        Assert.Equal(new SigningOutcome.Signed(3), await database.Signer(log: told).SignOnce(null, Now));

        Assert.Contains("1304 ", told.Everything, StringComparison.Ordinal);
        Assert.Equal(2, (await database.Published())!.Note.VerifiedBy(database.Keys.Verifiers).Value.Length);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_refused()
    {
        await Signed(3);
        await System.IO.File.WriteAllTextAsync(database.File().Path, "ledger.test\n3\n", Now);

        var refused = Assert.IsType<SigningOutcome.Refused>(await database.Signer().SignOnce(null, Now));

        Assert.Contains(database.File().Path, refused.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_another_key_the_same_head_is_signed_again()
    {
        await Signed(3);
        System.IO.File.Delete(database.KeyFile);
        await database.Later();

        Assert.Equal(new SigningOutcome.Signed(3), await database.Signer().SignOnce(null, Now));

        Assert.True((await database.Published())!.Note.VerifiedBy(database.Keys.Verifiers).IsOk);
    }

    [Fact]
    public async Task Keys_are_made_once_and_for_their_owner_alone()
    {
        var made = database.Keys;

        Assert.Equal(made.Verifiers, database.Keys.Verifiers);
        Assert.True(made.IsConformant);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite,
                System.IO.File.GetUnixFileMode(database.KeyFile)
            );
        }
    }

    [Theory]
    [InlineData("update ledger.signing set size = 2")]
    [InlineData("update ledger.signing set root = decode(repeat('00', 32), 'hex')")]
    [InlineData("delete from ledger.signing")]
    [InlineData("truncate ledger.signing")]
    [InlineData("update ledger.accepted_forks set reason = 'none'")]
    [InlineData("delete from ledger.accepted_forks")]
    public async Task Nobody_makes_what_was_signed_go_back(string sql)
    {
        await Signed(3);
        foreach (var role in new[] { database.Log.Server, database.Log.Owner, database.Log.Administrator })
        {
            var refusal = await Assert.ThrowsAsync<PostgresException>(() => LogDatabase.Run(role, sql));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
        }
    }

    [Fact]
    public async Task The_servers_role_cannot_accept_a_fork()
    {
        var refusal = await Assert.ThrowsAsync<PostgresException>(() =>
            LogDatabase.Run(
                database.Log.Server,
                "insert into ledger.accepted_forks (origin, memory, old_size, old_root, new_size, new_root, reason) values ('a', 'file', 1, '', 0, '', 'r')"
            )
        );

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    private async Task Signed(int entries)
    {
        await database.Append(entries);
        Assert.Equal(new SigningOutcome.Signed(entries), await database.Signer().SignOnce(null, Now));
    }
}
