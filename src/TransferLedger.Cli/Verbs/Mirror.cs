using System.CommandLine;
using TransferLedger.Cli.Frame;
using TransferLedger.Cli.Mirrors;
using TransferLedger.Cli.Server;

namespace TransferLedger.Cli.Verbs;

/// <summary><c>mirror</c>: copies a log into a folder, checked, and goes on where it stopped.</summary>
internal sealed class Mirror : Verb
{
    private readonly Argument<string> url = new("url")
    {
        Description = "The server, such as https://ledger.example.org.",
    };

    private readonly Argument<string> folder = new("dir")
    {
        Description = "The folder of the mirror; made where it is missing.",
    };

    private readonly Option<string[]> keys = BelievedOption.New();

    public Mirror()
        : base(
            "mirror",
            """
            Copy a whole log into a folder, and check every entry and hash against a signed checkpoint. The next run fetches
            what is new, and checks that the log has only grown: of one that does not go on from what was copied nothing is taken
            over, and what it showed is put aside under fork.

            Two readers who never compare what they were shown can be shown two logs: hold your checkpoint against another
            reader's with transferledger verify --against. A mirror holds no quotes, keys, subscriptions or bookmarks.
            """
        )
    {
        Arguments.Add(url);
        Arguments.Add(folder);
        Takes(keys);
    }

    protected override async Task<int> Run(ParseResult given, Output output, CancellationToken cancellation)
    {
        var address = ServerAddress.Find(given.GetRequiredValue(url), key: null);
        using var client = new ServerClient(address);
        var (path, source) = (given.GetRequiredValue(folder), new ServerTiles(address, client));
        var mirror = new MirrorFolder(path);
        var pinned = await BelievedKeys.NamedBy(mirror, cancellation);
        var believed = await Believed(given.GetValue(keys) ?? [], pinned, source, cancellation);
        using var progress = new ProgressLine(TimeProvider.System);
        var (before, now) = await DiskFull.Told(
            path,
            () =>
                new MirrorUpdate(mirror, source, believed).Run(
                    (done, all) =>
                        progress.Show(() =>
                            $"{Phrase.Number(done)} of {Phrase.Count(all, "entry", "entries")}"
                        ),
                    cancellation
                )
        );
        progress.Clear();
        if (pinned is null)
        {
            Introduce(believed, output);
        }

        var head = now.Checkpoint;
        if (output.IsJson)
        {
            output.Document(
                new
                {
                    Folder = path,
                    head.Origin,
                    head.Size,
                    Added = head.Size - before,
                    Root = head.Root.ToBase64(),
                }
            );
            return ExitCode.Fine;
        }

        output.Line(
            $"{path} holds {Phrase.Count(head.Size, "entry", "entries")} of {head.Origin}, {Phrase.Number(head.Size - before)} of them new. All of it was checked."
        );
        output.Line($"Root {head.Root.ToBase64()}");
        return ExitCode.Fine;
    }

    /// <summary>Those of the run before; else keys that are given; else the server's own, from now on.</summary>
    private static async Task<BelievedKeys> Believed(
        IReadOnlyList<string> given,
        BelievedKeys? pinned,
        ServerTiles server,
        CancellationToken cancellation
    )
    {
        var named = given.Count > 0 ? BelievedKeys.Given(given) : null;
        if (pinned is null)
        {
            return named
                ?? await BelievedKeys.NamedBy(server, cancellation)
                ?? throw HaltException.Failed(
                    "key.none",
                    $"{server.Name} shows no key that signs its log. Ask whoever runs it, or name one with --key."
                );
        }

        return named?.All.Except(pinned.All).FirstOrDefault() is { } other
            ? throw HaltException.Wrong(
                "key.not-pinned",
                $"{pinned.From} does not name {other}, and this mirror believes only what it names. Nothing was changed: mistyped, leave --key out; to believe other keys mirror into another folder."
            )
            : pinned;
    }

    private static void Introduce(BelievedKeys believed, Output output)
    {
        output.Remark(
            "From now on this folder believes what these keys sign. Ask whoever runs the ledger, by another way, whether they are theirs:"
        );
        foreach (var key in believed.All)
        {
            output.Remark(key.ToString());
        }
    }
}

/// <summary>The option that says whom to believe.</summary>
internal static class BelievedOption
{
    public static Option<string[]> New() =>
        new("--key")
        {
            HelpName = "vkey",
            Description =
                "A key whose signature is believed, as transferledger keys vkey prints it, or a file of them; may stand several times, and then a copy must bear the signature of each. Default: those that lie in the folder, which a first run takes from the server.",
            AllowMultipleArgumentsPerToken = false,
        };
}
