using System.Runtime.CompilerServices;

namespace TransferLedger.Scenarios;

/// <summary>
/// Waits for what comes sooner or later, however slow the machine. What does not come within minutes is a fault, and fails the test
/// that waited for it.
/// </summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static Task Holds(
        Func<bool> holds,
        Func<string>? otherwise = null,
        [CallerArgumentExpression(nameof(holds))] string what = ""
    ) => Holds(() => Task.FromResult(holds()), otherwise, what);

    /// <param name="otherwise">What to say where it never holds.</param>
    public static Task Holds(
        Func<Task<bool>> holds,
        Func<string>? otherwise = null,
        [CallerArgumentExpression(nameof(holds))] string what = ""
    ) => Gives(holds, held => held, _ => otherwise?.Invoke(), what);

    /// <summary>Asks until the answer is the one that is waited for, and gives it.</summary>
    /// <param name="otherwise">What to say of the last answer where it was never that.</param>
    public static async Task<T> Gives<T>(
        Func<Task<T>> ask,
        Func<T, bool> isIt,
        Func<T, string?>? otherwise = null,
        [CallerArgumentExpression(nameof(isIt))] string what = ""
    )
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(Patience);
        while (true)
        {
            var answer = await ask();
            if (isIt(answer))
            {
                return answer;
            }

            Stop.ThrowIfCancellationRequested();
            Assert.False(limit.IsCancellationRequested, otherwise?.Invoke(answer) ?? $"Never: {what}");
            await Task.Delay(BetweenLooks, Stop);
        }
    }
}
