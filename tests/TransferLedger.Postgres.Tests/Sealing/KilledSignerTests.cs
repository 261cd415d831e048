using TransferLedger.Core.Sealing;
using TransferLedger.Postgres.Sealing;

namespace TransferLedger.Postgres.Tests.Sealing;

/// <summary>
/// A node is killed before any step of signing (README.md beside the signer). Of all that is ever persisted, and so can ever be
/// shown, no two checkpoints have one size and two roots, and none is older than one before it.
/// </summary>
public sealed class KilledSignerTests(LedgerServer server) : IAsyncLifetime
{
    private const int First = 3;
    private SigningDatabase database = null!;

    public static TheoryData<int> Steps => [.. Enum.GetValues<SigningStep>().Select(step => (int)step)];

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        database = await SigningDatabase.Create(server);
        await database.Append(First);
        Assert.IsType<SigningOutcome.Signed>(await database.Signer().SignOnce(null, Now));
        await database.Append(2);
        await database.Later();
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Started_again_it_signs_the_log_as_it_then_is(int step)
    {
        await DyingSigner.Run(database, "one", (SigningStep)step);
        await database.Append(1);
        await database.Later();

        var outcome = await database.Signer().SignOnce(null, Now);

        Assert.Equal(new SigningOutcome.Signed(First + 3), outcome);
        var published = (await database.Published())!;
        Assert.Equal(await database.Root(), published.Checkpoint.Root);
        Assert.Equal(published.Checkpoint, database.File().Read()!.Value.Value);
        Assert.True(published.Note.VerifiedBy(database.Keys.Verifiers).IsOk);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Another_log_in_the_place_of_the_one_that_may_have_been_signed_is_refused(int step)
    {
        await DyingSigner.Run(database, "one", (SigningStep)step);
        var before = await database.Persisted("one");
        await database.Replace(last: 2);
        await database.Later();

        var outcome = await database.Signer().SignOnce(null, Now);

        var wasPersisted = (SigningStep)step >= SigningStep.WritingDatabase;
        Assert.Equal(wasPersisted, outcome is SigningOutcome.Refused);
        IsOneLog(before.Concat(await database.Persisted("one")));
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Another_node_shows_nothing_older_and_nothing_else(int step)
    {
        await DyingSigner.Run(database, "one", (SigningStep)step);
        var before = await database.Published();
        await database.Append(1);
        await database.Later();

        await database.Signer("two").SignOnce(null, Now);

        var after = (await database.Published())!.Checkpoint;
        Assert.True(after.Size > before!.Checkpoint.Size);
        IsOneLog(await database.Persisted("one", "two"));
    }

    /// <summary>Sizes name roots.</summary>
    private static void IsOneLog(IEnumerable<Checkpoint> all) =>
        Assert.All(all.GroupBy(checkpoint => checkpoint.Size), same => Assert.Single(same.Distinct()));
}
