using System.CommandLine;
using TransferLedger.Cli.Exports;
using TransferLedger.Cli.Frame;
using TransferLedger.Cli.Server;

namespace TransferLedger.Cli.Verbs;

/// <summary><c>export</c>: all claims, estimates and revisions at one pair, as files that others can read.</summary>
internal sealed class Export : ReadVerb
{
    private const string Both = "both";

    private readonly Argument<string> folder = new("dir")
    {
        Description = "The folder to write to; made where it is missing.",
    };

    private readonly Option<string> format = new("--format")
    {
        HelpName = "word",
        Description =
            "csv for spreadsheets and statistics, ndjson (one JSON object a line, with more detail), or both. Default: both.",
        DefaultValueFactory = _ => Both,
    };

    private readonly Option<bool> overwrite = new("--overwrite")
    {
        Description =
            "Replace an earlier export in that folder, all of it. Default: off; one of the same pair and formats is replaced anyway, since it is the same.",
    };

    public Export()
        : base(
            "export",
            "Write claims, estimates and revisions at one pair as CSV and NDJSON, with a datapackage.json that describes them and names the log they rest on."
        )
    {
        format.OneOf("csv", "ndjson", Both);
        Takes(format, overwrite);
        Arguments.Add(folder);
    }

    // A whole table takes as long as it takes.
    protected override ServerClient Connect(ServerAddress address) => ServerClient.Patient(address);

    protected override async Task<int> Run(
        ParseResult given,
        ServerClient server,
        Output output,
        CancellationToken cancellation
    )
    {
        var wanted = given.GetRequiredValue(format);
        var files = ExportPackage
            .Files.Where(file => wanted == Both || file.EndsWith($".{wanted}", StringComparison.Ordinal))
            .ToList();
        // Its answer pins the pair: the addresses of the files in it name the position.
        var package = ExportPackage.Of(
            await server.Get(At(given, $"export/{ExportPackage.FileName}"), cancellation)
        );
        var path = given.GetRequiredValue(folder);
        using var target = ExportFolder.Open(path);
        if (!given.GetValue(overwrite))
        {
            target.RefuseOthers(package, files);
        }

        var written = await Write(package, files, server, target, cancellation);
        Conclude(path, package, written, output);
        return ExitCode.Fine;
    }

    private static async Task<IReadOnlyList<ExportedFile>> Write(
        ExportPackage package,
        IReadOnlyList<string> files,
        ServerClient server,
        ExportFolder target,
        CancellationToken cancellation
    )
    {
        using var progress = new ProgressLine(TimeProvider.System);
        var written = new List<ExportedFile>();
        foreach (var file in files)
        {
            var (address, bytes) = ($"export/{package.PathOf(file)}", 0L);
            written.Add(
                await target.Write(
                    file,
                    take =>
                        server.Download(
                            address,
                            async piece =>
                            {
                                await take(piece);
                                bytes += piece.Length;
                                progress.Show(() => $"{file}: {Phrase.Number(bytes)} bytes");
                            },
                            cancellation
                        ),
                    cancellation
                )
            );
        }

        await target.Write(
            ExportPackage.FileName,
            async take => await take(package.Beside(written)),
            cancellation
        );
        target.Finish();
        return written;
    }

    private static void Conclude(
        string folder,
        ExportPackage package,
        IReadOnlyList<ExportedFile> written,
        Output output
    )
    {
        if (output.IsJson)
        {
            var document = package.Pair;
            document["folder"] = folder;
            document["files"] = new System.Text.Json.Nodes.JsonArray([
                .. written.Select(file => new System.Text.Json.Nodes.JsonObject
                {
                    ["file"] = file.Name,
                    ["bytes"] = file.Bytes,
                    ["sha256"] = file.Sha256,
                }),
            ]);
            output.Document(document);
            return;
        }

        var listing = new Listing(
            new Column("File"),
            new Column("Bytes", IsNumber: true),
            new Column("SHA-256", Rank: 1)
        );
        foreach (var file in written)
        {
            listing.Add(file.Name, Phrase.Number(file.Bytes), file.Sha256);
        }

        output.Table(listing);
        output.Line($"{System.IO.Path.Combine(folder, ExportPackage.FileName)}: {package.Says}.");
    }
}
