using System.Text.RegularExpressions;
using TransferLedger.Core.Events;
using TransferLedger.Core.Filing;
using TransferLedger.Core.Projections;

namespace TransferLedger.Core.Tests.House;

/// <summary>Keeps the house as src/TransferLedger.Core/README.md draws it.</summary>
public sealed class RoomTests
{
    private static readonly string[] Rooms =
    [
        "Faults",
        "Values",
        "Time",
        "Parties",
        "Quantities",
        "Items",
        "Events",
        "Figures",
        "Filing",
        "Estimates",
        "Retellings",
        "Denials",
        "Projections",
        "Answers",
        "Sealing",
        "Feed",
        "Webhooks",
        "Log",
    ];

    [Fact]
    public void Every_folder_of_Core_is_a_room_of_the_list()
    {
        var folders = Directory
            .GetDirectories(Repository.Core)
            .Select(Path.GetFileName)
            .Where(name => name is not ("bin" or "obj"));
        Assert.Equal(Rooms.Order(StringComparer.Ordinal), folders.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_map_shows_the_rooms_in_their_order()
    {
        var map = File.ReadAllText(Path.Combine(Repository.Core, "README.md"));
        var shown = Regex.Matches(map, @"^\| `(\w+)/` \|", RegexOptions.Multiline, TimeSpan.FromMinutes(1));
        Assert.Equal(Rooms, shown.Select(match => match.Groups[1].Value));
    }

    [Fact]
    public void A_room_uses_only_rooms_before_it()
    {
        var wrong =
            from file in Repository.SourceFiles(Repository.Core)
            let room = Path.GetRelativePath(Repository.Core, file).Split(Path.DirectorySeparatorChar)[0]
            from used in RoomsNamedIn(File.ReadAllText(file))
            where Array.IndexOf(Rooms, used) > Array.IndexOf(Rooms, room)
            select $"{Path.GetRelativePath(Repository.Root, file)} uses {used}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void Core_leans_on_nothing_but_the_runtime()
    {
        var references = typeof(LedgerEvent).Assembly.GetReferencedAssemblies().Select(name => name.Name);
        Assert.All(references, name => Assert.StartsWith("System.", name, StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_but_what_was_agreed_stands_at_the_top()
    {
        string[] agreed =
        [
            "Directory.Build.props",
            "Directory.Packages.props",
            "LICENSE",
            "README.md",
            "TransferLedger.sln",
            "deploy",
            "global.json",
            "src",
            "tests",
        ];
        var names = Directory.GetFileSystemEntries(Repository.Root).Select(path => Path.GetFileName(path)!);
        Assert.Equal(agreed, names.Where(name => name[0] != '.').Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_rows_take_every_event_that_can_stand_in_the_log()
    {
        var rows = new ReadRows();
        foreach (var recorded in OneOfEach())
        {
            rows.Evolve(recorded);
        }

        Assert.Equal(10, rows.Claims.Select(state => state.Claim.Id).Distinct().Count());
    }

    [Fact]
    public void A_report_is_read_back_from_a_stream_with_every_later_event()
    {
        var stream = OneOfEach()
            .Where(r => r.Event is not StatementsJudged)
            .Select(r => (r, Guid.Empty))
            .ToList();
        var report = FiledReports.From(stream, _ => null);
        Assert.Equal(10, report!.Claims.Length);
    }

    // The sample files as one stream: the filing, its claims, what happened to them later.
    private static IEnumerable<Recorded> OneOfEach() =>
        EventNames
            .All.Select(name =>
                EventJson.Read(
                    name,
                    File.ReadAllBytes(
                        Path.Combine(AppContext.BaseDirectory, "Events", "Samples", $"{name}.json")
                    )
                )
            )
            .OrderBy(e =>
                e is ReportFiled ? 0
                : e is Claim ? 1
                : 2
            )
            .Select(
                (e, i) =>
                    new Recorded(
                        new Position(i),
                        new StreamId("report/desk-2024-06-20-summary"),
                        i + 1,
                        new DateTime(2024, 7, 3, 0, 0, 0, DateTimeKind.Utc),
                        e
                    )
            );

    private static IEnumerable<string> RoomsNamedIn(string source) =>
        Regex
            .Matches(source, @"(?:TransferLedger\.)?Core\.(\w+)", RegexOptions.None, TimeSpan.FromMinutes(1))
            .Select(match => match.Groups[1].Value)
            .Where(name => Rooms.Contains(name, StringComparer.Ordinal));
}
