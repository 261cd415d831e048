using System.Diagnostics;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using TransferLedger.Postgres.Sealing;

namespace TransferLedger.Postgres.Tests.Sealing;

/// <summary>A node that is a process of its own, signs once, and kills itself before a step.</summary>
internal static class DyingSigner
{
    private const string Variable = "TRANSFERLEDGER_TEST_DYING_SIGNER";
    private const int Killed = 128 + 9;

    public static async Task Run(SigningDatabase database, string node, SigningStep before)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { UseShellExecute = false };
        if (Path.GetFileNameWithoutExtension(start.FileName) is "dotnet")
        {
            start.ArgumentList.Add(typeof(DyingSigner).Assembly.Location);
        }

        start.Environment[Variable] = string.Join(
            '\n',
            database.Log.ServerConnection,
            database.KeyFile,
            database.File(node).Path,
            before
        );
        using var process = Process.Start(start)!;
        await process
            .WaitForExitAsync(TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromMinutes(3), TestContext.Current.CancellationToken);
        Assert.Equal(Killed, process.ExitCode);
    }

    // As in DyingNode.
#pragma warning disable CA2255
    [ModuleInitializer]
    internal static void BeTheDyingSigner()
    {
        if (
            Environment.GetEnvironmentVariable(Variable)?.Split('\n')
            is not [var connection, var keys, var file, var last]
        )
        {
            return;
        }

        var signer = new Signer(
            NpgsqlDataSource.Create(connection),
            SigningKeyFile.Open(keys, SigningDatabase.Origin, make: false).Value,
            new SignedFile(file),
            SigningDatabase.Origin,
            NullLogger.Instance,
            TimeProvider.System
        )
        {
            Before = DieAt(Enum.Parse<SigningStep>(last)),
        };
        signer.SignOnce(alarm: null, CancellationToken.None).GetAwaiter().GetResult();
        Environment.Exit(0);
    }
#pragma warning restore CA2255

    /// <summary>
    /// SIGKILL: nothing is cleaned up. Compiled when it is needed, since it is called on other threads, which must not touch this
    /// assembly while its initializer runs.
    /// </summary>
    private static Action<SigningStep> DieAt(SigningStep last)
    {
        var step = Expression.Parameter(typeof(SigningStep));
        var kill = Expression.Call(
            Expression.Constant(Process.GetCurrentProcess()),
            nameof(Process.Kill),
            typeArguments: null
        );
        var isLast = Expression.Equal(step, Expression.Constant(last));
        return Expression.Lambda<Action<SigningStep>>(Expression.IfThen(isLast, kill), step).Compile();
    }
}
