using System.CommandLine;
using Npgsql;
using TransferLedger.Postgres.Embedded;

namespace TransferLedger.Cli.Frame;

/// <summary>One thing that the tool can do. A verb is a file: its options, what it asks, how it prints the answer.</summary>
internal abstract class Verb : Command
{
    private readonly Option<bool> json = new("--json")
    {
        Description =
            "Print JSON instead of tables, and errors as JSON on standard error. Default: off. For programs.",
    };

    protected Verb(string name, string description)
        : base(name, description)
    {
        Options.Add(json);
        SetAction(Answer);
    }

    /// <summary>Options of its own: they stand before those that every verb has.</summary>
    protected void Takes(params Option[] own)
    {
        for (var i = 0; i < own.Length; i++)
        {
            Options.Insert(i, own[i]);
        }
    }

    /// <summary>Does it and gives the exit code.</summary>
    /// <exception cref="HaltException">It cannot be done; the frame prints why.</exception>
    protected abstract Task<int> Run(ParseResult given, Output output, CancellationToken cancellation);

    private async Task<int> Answer(ParseResult given, CancellationToken cancellation)
    {
        var output = new Output(given.GetValue(json));
        try
        {
            return await Run(given, output, cancellation);
        }
        catch (HaltException halt)
        {
            output.Complain(halt.Complaints);
            return halt.ExitCode;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            output.Remark("Interrupted.");
            return ExitCode.Interrupted;
        }
        catch (EmbeddedPostgresUnavailable unavailable)
        {
            output.Complain([new Complaint("database.unavailable", unavailable.Message)]);
            return ExitCode.Failed;
        }
        catch (NpgsqlException failure)
        {
            output.Complain([
                new Complaint(
                    "database.failed",
                    $"The database said: {failure.Message}. Check that it runs, and --database or ConnectionStrings__Ledger."
                ),
            ]);
            return ExitCode.Failed;
        }
    }
}
