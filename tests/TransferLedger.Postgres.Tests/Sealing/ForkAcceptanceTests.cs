using TransferLedger.Postgres.Sealing;
using TransferLedger.Postgres.Tests.Log;

namespace TransferLedger.Postgres.Tests.Sealing;

/// <summary>A restored backup is accepted by hand, with a reason that stays.</summary>
public sealed class ForkAcceptanceTests(LedgerServer server) : IAsyncLifetime
{
    private SigningDatabase database = null!;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    private ForkAcceptance Acceptance =>
        new(database.OwnerConnection, SigningDatabase.Origin, database.File());

    public async ValueTask InitializeAsync()
    {
        database = await SigningDatabase.Create(server);
        await database.Append(3);
        Assert.Equal(new SigningOutcome.Signed(3), await database.Signer().SignOnce(null, Now));
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task Where_the_log_is_what_was_signed_there_is_nothing_to_accept() =>
        Assert.True((await Acceptance.Look(Now)).IsNone);

    [Fact]
    public async Task Once_accepted_the_shorter_log_is_signed_and_goes_on()
    {
        await database.CutTo(2);
        var found = await Acceptance.Look(Now);
        Assert.Equal((2, 3, 3), (found.Log.Size, found.Database!.Signed.Size, found.File!.Signed.Size));

        Assert.True(await Acceptance.Accept(found, "backup of Tuesday restored", Now));

        Assert.Null(await database.Published());
        Assert.Equal(new SigningOutcome.Signed(2), await database.Signer().SignOnce(null, Now));
        await database.Append(2);
        await database.Later();
        Assert.Equal(new SigningOutcome.Signed(4), await database.Signer().SignOnce(null, Now));
    }

    [Fact]
    public async Task The_reason_and_both_heads_are_kept()
    {
        await database.CutTo(2);

        await Acceptance.Accept(await Acceptance.Look(Now), "backup of Tuesday restored", Now);

        var kept = await LogDatabase.Ask<string>(
            database.Log.Administrator,
            "select string_agg(memory || ' ' || old_size || ' ' || new_size || ' ' || reason, '; ' order by number) from ledger.accepted_forks"
        );
        Assert.Equal("database 3 2 backup of Tuesday restored; file 3 2 backup of Tuesday restored", kept);
    }

    [Fact]
    public async Task What_was_accepted_is_remembered_before_anything_is_signed()
    {
        await database.CutTo(2);
        await Acceptance.Accept(await Acceptance.Look(Now), "restored", Now);

        await database.Replace(last: 1);

        Assert.IsType<SigningOutcome.Refused>(await database.Signer().SignOnce(null, Now));
    }

    [Fact]
    public async Task A_log_that_changed_meanwhile_is_not_accepted()
    {
        await database.CutTo(2);
        var seen = await Acceptance.Look(Now);
        await database.Append(1);

        Assert.False(await Acceptance.Accept(seen, "restored", Now));

        Assert.IsType<SigningOutcome.Refused>(await database.Signer().SignOnce(null, Now));
    }

    [Fact]
    public async Task The_file_of_another_node_is_accepted_there()
    {
        await database.Signer("two").SignOnce(null, Now);
        await database.CutTo(2);
        await Acceptance.Accept(await Acceptance.Look(Now), "restored", Now);
        Assert.IsType<SigningOutcome.Refused>(await database.Signer("two").SignOnce(null, Now));
        var there = new ForkAcceptance(
            database.OwnerConnection,
            SigningDatabase.Origin,
            database.File("two")
        );
        var found = await there.Look(Now);
        Assert.Equal((null, 3), (found.Database, found.File!.Signed.Size));

        await there.Accept(found, "restored", Now);

        Assert.IsType<SigningOutcome.Signed>(await database.Signer("two").SignOnce(null, Now));
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_written_anew()
    {
        await File.WriteAllTextAsync(database.File().Path, "spoilt", Now);
        var found = await Acceptance.Look(Now);
        Assert.NotNull(found.Unreadable);

        Assert.True(await Acceptance.Accept(found, "disk trouble", Now));

        Assert.Equal(new SigningOutcome.Unchanged(3), await database.Signer().SignOnce(null, Now));
    }
}
