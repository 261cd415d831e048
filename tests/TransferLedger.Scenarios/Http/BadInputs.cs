using System.Net;
using System.Text;

namespace TransferLedger.Scenarios.Http;

/// <summary>A report that nobody may file.</summary>
/// <param name="Name">What is wrong with it, in a few words.</param>
/// <param name="Pointer">Where its one fault stands.</param>
internal sealed record BadInput(string Name, string Pointer, string Code, byte[] Body, HttpStatusCode Status);

/// <summary>One for each way in which a report can be wrong: the table behind the tests and the approved sentences.</summary>
internal static class BadInputs
{
    private const string Corridor = "\"corridor\": \"KP-RU\"";

    public static IReadOnlyList<BadInput> All { get; } =
    [.. OfBodies(), .. OfReports(), .. OfClaims(), .. OfQuantities(), .. OfTypes(), .. OfLimits()];

    private static IEnumerable<BadInput> OfBodies()
    {
        const HttpStatusCode Unread = HttpStatusCode.BadRequest;
        yield return Raw("an empty body", "", "body.empty", ""u8, Unread);
        yield return Raw("spaces alone", "", "body.empty", " \n "u8, Unread);
        yield return Raw("half of a report", "", "json.unreadable", "{\"id\": \"x\","u8, Unread);
        yield return Raw("something behind the report", "", "json.unreadable", "{} {}"u8, Unread);
        yield return Raw(
            "broken UTF-8",
            "",
            "text.not-utf8",
            [.. "{\"id\": \""u8, 0xC3, 0x28, .. "\"}"u8],
            Unread
        );
        yield return Raw(
            "UTF-16",
            "",
            "text.not-utf8",
            Encoding.Unicode.GetBytes("{\"id\": \"ä\"}").Prepend((byte)0xFE).ToArray(),
            Unread
        );
        yield return Raw(
            "arrays inside arrays",
            "",
            "json.too-deep",
            Encoding.UTF8.GetBytes(new string('[', 100_000)),
            Unread
        );
        yield return Raw(
            "objects inside objects",
            "",
            "json.too-deep",
            Encoding.UTF8.GetBytes(
                string.Concat(Enumerable.Repeat("{\"a\":", 17)) + "1" + new string('}', 17)
            ),
            Unread
        );
        yield return Raw(
            "a body over the limit",
            "",
            "body.too-large",
            new byte[2 * 1024 * 1024 + 1],
            HttpStatusCode.RequestEntityTooLarge
        );
        yield return Raw("an array", "", "json.not-an-object", "[]"u8, HttpStatusCode.UnprocessableEntity);
        yield return Raw("null", "", "json.not-an-object", "null"u8, HttpStatusCode.UnprocessableEntity);
        yield return Raw(
            "a number",
            "",
            "json.not-an-object",
            "1e999999"u8,
            HttpStatusCode.UnprocessableEntity
        );
    }

    private static IEnumerable<BadInput> OfReports()
    {
        yield return Report("an id with capitals", "/id", "report.id-unreadable", "Report-1");
        yield return With(
            "no title",
            "/title",
            "member.missing",
            r => r.Replace("\"title\": \"A title\", ", "")
        );
        yield return With("an empty title", "/title", "text.empty", r => r.Replace("A title", "  "));
        yield return With(
            "a number for a title",
            "/title",
            "json.not-text",
            r => r.Replace("\"A title\"", "5")
        );
        yield return With(
            "a title of 501 characters",
            "/title",
            "text.too-long",
            r => r.Replace("A title", new string('a', 501))
        );
        yield return With("an unknown medium", "/medium", "word.unknown", r => r.Replace("press", "pres"));
        yield return With(
            "an unknown member",
            "/colour",
            "json.unknown-member",
            r => r.Replace(Corridor, Corridor + ", \"colour\": 1")
        );
        yield return With(
            "an unknown country",
            "/corridor",
            "party.unknown",
            r => r.Replace("KP-RU", "KP-RUS")
        );
        yield return With(
            "a corridor that is none",
            "/corridor",
            "corridor.unreadable",
            r => r.Replace("KP-RU", "KPRU")
        );
        yield return With(
            "a corridor from a party to itself",
            "/corridor",
            "corridor.same-party",
            r => r.Replace("KP-RU", "RU-RU")
        );
        yield return With(
            "published in the future",
            "/published",
            "date.in-the-future",
            r => r.Replace("2024-02-28", "2999-01-01")
        );
        yield return With(
            "published on a day that is none",
            "/published",
            "date.no-such-day",
            r => r.Replace("2024-02-28", "2024-02-30")
        );
        yield return With(
            "a digest that is none",
            "/textDigest",
            "digest.unreadable",
            r => r.Replace(Corridor, Corridor + ", \"textDigest\": \"sha256:0\"")
        );
        yield return With(
            "a digest of another text",
            "/textDigest",
            "text.digest-disagrees",
            r =>
                r.Replace(
                    Corridor,
                    Corridor + $", \"text\": \"a\", \"textDigest\": \"sha256:{new string('0', 64)}\""
                )
        );
        yield return With(
            "a key twice",
            "/title",
            "json.duplicate-key",
            r => r.Replace(Corridor, Corridor + ", \"title\": \"B\"")
        );
        yield return With(
            "a key twice, once escaped",
            "/title",
            "json.duplicate-key",
            r => r.Replace(Corridor, Corridor + ", \"t\\u0069tle\": \"B\"")
        );
        yield return With("U+0000 in a title", "/title", "text.nul", r => r.Replace("A title", "A\\u0000"));
        yield return With(
            "a lone surrogate in a title",
            "/title",
            "text.not-unicode",
            r => r.Replace("A title", "A\\ud800")
        );
        yield return With(
            "U+0000 in a member's name",
            "/a\0",
            "json.unknown-member",
            r => r.Replace(Corridor, Corridor + ", \"a\\u0000\": 1")
        );
        yield return With(
            "a lone surrogate in a member's name",
            "",
            "text.not-unicode",
            r => r.Replace(Corridor, Corridor + ", \"a\\udc00\": 1")
        );
        yield return With(
            "no claims",
            "/claims",
            "member.missing",
            _ => Reports.Of("x", "").Replace(", \"claims\": []", "", StringComparison.Ordinal)
        );
        yield return With(
            "an object for claims",
            "/claims",
            "json.not-an-array",
            _ => Reports.Of("x", "").Replace("[]", "{}", StringComparison.Ordinal)
        );
        yield return With(
            "text for a claim",
            "/claims/0",
            "json.not-an-object",
            _ => Reports.Of("x", "\"claim\"")
        );
    }

    private static IEnumerable<BadInput> OfClaims()
    {
        yield return Claim(
            "an unknown type",
            "/type",
            "claim.type-unknown",
            "\"type\": \"container-reported\"",
            replaces: "\"type\": \"containers-reported\""
        );
        yield return Claim(
            "a quote not in the text",
            "/quote",
            "quote.not-in-text",
            "\"quote\": \"many\"",
            report: "\"text\": \"Some said a few.\""
        );
        yield return Claim(
            "a quote of 2,001 characters",
            "/quote",
            "text.too-long",
            $"\"quote\": \"{new string('q', 2_001)}\""
        );
        yield return Claim(
            "stated in the future",
            "/stated",
            "date.in-the-future",
            "\"stated\": \"2999-01-01\""
        );
        yield return Claim(
            "disclosed in the future",
            "/disclosed",
            "date.in-the-future",
            "\"disclosed\": \"2999\""
        );
        yield return Claim("stated on no day", "/stated", "date.unreadable", "\"stated\": \"last week\"");
        yield return Claim(
            "a coverage that ends before it starts",
            "/coverage",
            "date.ends-before-start",
            "\"coverage\": \"2024-03/2023-01\""
        );
        yield return Claim(
            "a statement that repeats itself",
            "/repeats",
            "claim.repeats-itself",
            "\"statement\": \"s\", \"repeats\": \"s\""
        );
        yield return Claim("an unknown modality", "/modality", "word.unknown", "\"modality\": \"sure\"");
        yield return Claim(
            "a state without its country",
            "/claimant/country",
            "claimant.country-missing",
            "\"claimant\": {\"kind\": \"state\"}"
        );
        yield return Claim(
            "a claimant of an unknown country",
            "/claimant/country",
            "party.unknown",
            "\"claimant\": {\"kind\": \"state\", \"country\": \"UK\"}"
        );
        yield return Claim(
            "an organisation without a name",
            "/claimant/organisation",
            "claimant.name-missing",
            "\"claimant\": {\"kind\": \"organisation\"}"
        );
        yield return Claim(
            "members of one that is not joint",
            "/claimant/members",
            "claimant.members-not-joint",
            "\"claimant\": {\"kind\": \"unnamed\", \"members\": [\"KR\"]}"
        );
        yield return Claim(
            "a key twice in a claimant",
            "/claimant/kind",
            "json.duplicate-key",
            "\"claimant\": {\"kind\": \"unnamed\", \"kind\": \"joint\"}"
        );
        yield return Claim("U+0000 in a relay", "/via/0", "text.nul", "\"via\": [\"\\u0000\"]");
        yield return Claim(
            "a lone surrogate in a summary",
            "/summary",
            "text.not-unicode",
            "\"summary\": \"\\ude00\""
        );
        yield return Claim("U+0000 in a quote", "/quote", "text.nul", "\"quote\": \"a\\u0000b\"");
        yield return Claim(
            "too many relays",
            "/via",
            "list.too-long",
            $"\"via\": [{string.Join(',', Enumerable.Repeat("\"a\"", 21))}]"
        );
        yield return Claim(
            "a grade that is none",
            "/grade/reliability",
            "grade.unknown",
            "\"grade\": {\"reliability\": \"G\", \"credibility\": 1}"
        );
        yield return Claim(
            "a credibility that is none",
            "/grade/credibility",
            "grade.unknown",
            "\"grade\": {\"reliability\": \"A\", \"credibility\": 7}"
        );
        yield return Claim(
            "containers that were pledged",
            "/stage",
            "containers.not-moved",
            "\"stage\": \"pledged\""
        );
        yield return Claim("an unknown stage", "/stage", "word.unknown", "\"stage\": \"arrived\"");
    }

    private static IEnumerable<BadInput> OfQuantities()
    {
        yield return Quantity("a decimal comma", "", "quantity.unreadable", "\"6,5 million\"");
        yield return Quantity(
            "a number that cannot be read",
            "",
            "quantity.unreadable",
            "\"ten or so dozens of 12\""
        );
        yield return Quantity("a number for words", "", "json.not-text-or-object", "6700");
        yield return Quantity("nothing in the object", "", "quantity.nothing-given", "{}");
        yield return Quantity(
            "bounds upside down",
            "/low",
            "quantity.upside-down",
            "{\"low\": 10, \"high\": 5}"
        );
        yield return Quantity(
            "words and fields that disagree",
            "",
            "quantity.words-and-fields-disagree",
            "{\"words\": \"over 13,000\", \"low\": 5}"
        );
        yield return Quantity("a number with a fraction", "/point", "number.not-whole", "{\"point\": 1.5}");
        yield return Quantity(
            "a number in quotation marks",
            "/point",
            "number.not-whole",
            "{\"point\": \"5\"}"
        );
        yield return Quantity("a number below zero", "/point", "quantity.negative", "{\"point\": -1}");
        yield return Quantity(
            "a number over 10^15",
            "/point",
            "quantity.too-large",
            "{\"point\": 1000000000000001}"
        );
        yield return Quantity(
            "a number beyond all measure",
            "/point",
            "number.not-whole",
            "{\"point\": 1e400}"
        );
        yield return Quantity(
            "words of a number beyond all measure",
            "",
            "quantity.unreadable",
            $"\"{new string('9', 200)}\""
        );
        yield return Quantity(
            "a truth value that is none",
            "/approximate",
            "json.not-a-truth-value",
            "{\"point\": 5, \"approximate\": \"yes\"}"
        );
        yield return Quantity(
            "a key twice in a quantity",
            "/low",
            "json.duplicate-key",
            "{\"low\": 1, \"low\": 2}"
        );
    }

    private static IEnumerable<BadInput> OfTypes()
    {
        yield return Typed(
            "a capacity without item",
            "/item",
            "member.missing",
            "munitions-capacity-estimated",
            "\"quantity\": \"3 million\""
        );
        yield return Typed(
            "an unknown item",
            "/item",
            "item.unknown",
            "items-reported",
            "\"item\": \"artilery-round\""
        );
        yield return Typed(
            "a calibre that its item has not",
            "/item",
            "item.calibre-unknown",
            "items-reported",
            "\"item\": \"artillery-round\", \"calibreMm\": 153"
        );
        yield return Typed(
            "a calibre alone",
            "/calibreMm",
            "item.calibre-alone",
            "absence-observed",
            "\"calibreMm\": 152, \"what\": \"none\", \"observed\": \"2024\""
        );
        yield return Typed(
            "a route without legs",
            "/legs",
            "route.no-legs",
            "shipment-route-observed",
            "\"legs\": []"
        );
        yield return Typed(
            "a leg without ends",
            "/legs/0",
            "route.leg-without-ends",
            "shipment-route-observed",
            "\"legs\": [{\"mode\": \"sea\"}]"
        );
        yield return Typed(
            "an IMO number with a wrong check digit",
            "/legs/0/vessels/0/imo",
            "vessel.imo-check-digit",
            "shipment-route-observed",
            "\"legs\": [{\"from\": {\"name\": \"Najin\"}, \"vessels\": [{\"imo\": \"9074720\"}]}]"
        );
        yield return Typed(
            "a vessel without a name",
            "/legs/0/vessels/0",
            "vessel.unnamed",
            "shipment-route-observed",
            "\"legs\": [{\"from\": {\"name\": \"Najin\"}, \"vessels\": [{}]}]"
        );
        yield return Typed(
            "a place without a name",
            "/legs/0/to",
            "place.unnamed",
            "shipment-route-observed",
            "\"legs\": [{\"to\": {}}]"
        );
        yield return Typed(
            "half a coordinate",
            "/legs/0/to",
            "place.half-a-coordinate",
            "shipment-route-observed",
            "\"legs\": [{\"to\": {\"lat\": \"42\"}}]"
        );
        yield return Typed(
            "a latitude of 91 degrees",
            "/legs/0/to/lat",
            "place.degrees-unreadable",
            "shipment-route-observed",
            "\"legs\": [{\"to\": {\"lat\": \"91\", \"lon\": \"0\"}}]"
        );
        yield return Typed(
            "a locode that is none",
            "/legs/0/to/locode",
            "place.locode-unreadable",
            "shipment-route-observed",
            "\"legs\": [{\"to\": {\"locode\": \"KP-RJN\"}}]"
        );
        yield return Typed(
            "a denial without a form",
            "/forms",
            "denial.no-form",
            "denial-issued",
            "\"forms\": [], \"targets\": [{\"corridor\": \"KP-*\"}]"
        );
        yield return Typed(
            "a denial without a target",
            "/targets",
            "denial.no-target",
            "denial-issued",
            "\"forms\": [\"categorical\"], \"targets\": []"
        );
        yield return Typed(
            "a target that is two",
            "/targets/0",
            "denial.target-unclear",
            "denial-issued",
            "\"forms\": [\"categorical\"], \"targets\": [{\"corridor\": \"KP-*\", \"statement\": \"s\"}]"
        );
        yield return Typed(
            "a target of an unknown country",
            "/targets/0/corridor",
            "party.unknown",
            "denial-issued",
            "\"forms\": [\"categorical\"], \"targets\": [{\"corridor\": \"KO-*\"}]"
        );
        yield return Typed(
            "a target that is no figure",
            "/targets/0/figure",
            "figure.unreadable",
            "denial-issued",
            "\"forms\": [\"categorical\"], \"targets\": [{\"figure\": \"KP-RU\"}]"
        );
        yield return Typed(
            "a target that is no claim",
            "/targets/0/claim",
            "claim.id-unreadable",
            "denial-issued",
            "\"forms\": [\"categorical\"], \"targets\": [{\"claim\": \"x\"}]"
        );
        yield return Typed(
            "evidence for nothing",
            "/supports",
            "evidence.supports-nothing",
            "evidence-cited",
            "\"kind\": \"imagery\", \"supports\": [2]"
        );
        yield return Typed(
            "a share over the whole",
            "/share",
            "share.unreadable",
            "quality-assessed",
            "\"item\": \"artillery-round\", \"share\": \"101 percent\", \"of\": \"all\""
        );
        yield return Typed(
            "a share that cannot be read",
            "/share",
            "share.unreadable",
            "share-reported",
            "\"item\": \"artillery-round\", \"share\": \"most\", \"of\": \"all\""
        );
    }

    private static IEnumerable<BadInput> OfLimits()
    {
        var claims = string.Join(',', Enumerable.Repeat(Reports.Containers(), 501));
        yield return With("501 claims", "/claims", "list.too-long", _ => Reports.Of("x", claims));
        var name = new string('v', 200);
        var vessels = string.Join(',', Enumerable.Repeat($"{{\"name\": \"{name}\"}}", 50));
        var legs = string.Join(
            ',',
            Enumerable.Repeat($"{{\"from\": {{\"name\": \"Najin\"}}, \"vessels\": [{vessels}]}}", 7)
        );
        yield return Typed(
            "an entry over 60,000 bytes",
            "",
            "entry.too-large",
            "shipment-route-observed",
            $"\"legs\": [{legs}]"
        );
    }

    private static BadInput Raw(
        string name,
        string pointer,
        string code,
        ReadOnlySpan<byte> body,
        HttpStatusCode status
    ) => new(name, pointer, code, body.ToArray(), status);

    private static BadInput With(string name, string pointer, string code, Func<string, string> spoil) =>
        new(
            name,
            pointer,
            code,
            Encoding.UTF8.GetBytes(spoil(Reports.Of("x", Reports.Containers()))),
            HttpStatusCode.UnprocessableEntity
        );

    private static BadInput Report(string name, string pointer, string code, string id) =>
        With(name, pointer, code, _ => Reports.Of(id, Reports.Containers()));

    private static BadInput Claim(
        string name,
        string pointer,
        string code,
        string members,
        string report = "\"language\": \"en\"",
        string? replaces = null
    )
    {
        const string Good = "\"type\": \"containers-reported\", \"quantity\": \"over 5\"";
        var claim = replaces is null
            ? $"{Good}, {members}"
            : Good.Replace(replaces, members, StringComparison.Ordinal);
        return With(
            name,
            $"/claims/0{pointer}",
            code,
            _ => Reports.Of("x", $"{{{claim}}}", $"{Corridor}, {report}")
        );
    }

    private static BadInput Quantity(string name, string pointer, string code, string quantity) =>
        With(
            name,
            $"/claims/0/quantity{pointer}",
            code,
            _ => Reports.Of("x", Reports.Claim("containers-reported", $"\"quantity\": {quantity}"))
        );

    private static BadInput Typed(string name, string pointer, string code, string type, string members) =>
        With(name, $"/claims/0{pointer}", code, _ => Reports.Of("x", Reports.Claim(type, members)));
}
