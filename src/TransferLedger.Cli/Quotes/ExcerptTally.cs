using System.Diagnostics;
using TransferLedger.Cli.Frame;
using TransferLedger.Postgres.Excerpts;

namespace TransferLedger.Cli.Quotes;

/// <summary>What became of the quotes of a file so far.</summary>
internal sealed class ExcerptTally
{
    private long written;
    private long there;
    private long erased;
    private long refused;

    public int ExitCode => refused > 0 ? Frame.ExitCode.WrongInput : Frame.ExitCode.Fine;

    public void Add(BroughtIn result)
    {
        switch (result)
        {
            case BroughtIn.Written:
                written++;
                break;
            case BroughtIn.There:
                there++;
                break;
            case BroughtIn.Erased:
                erased++;
                break;
            case BroughtIn.Refused:
                refused++;
                break;
            default:
                throw new UnreachableException($"{result}");
        }
    }

    public object AsDocument() =>
        new
        {
            Imported = written,
            There = there,
            Erased = erased,
            Refused = refused,
        };

    public override string ToString() =>
        $"{Phrase.Number(written)} imported, {Phrase.Number(there)} there already, {Phrase.Number(erased)} erased and left out, {Phrase.Number(refused)} refused";
}
