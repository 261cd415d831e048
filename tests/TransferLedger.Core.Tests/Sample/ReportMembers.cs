using System.Text.Json.Nodes;

namespace TransferLedger.Core.Tests.Sample;

/// <summary>The members that a report may have and must have, written down a second time, apart from the product.</summary>
internal static class ReportMembers
{
    private const string Common =
        "type corridor through claimant via statement stated disclosed modality respondsTo repeats inReturnFor "
        + "grade summary quote";

    private static readonly Dictionary<string, (string Must, string May)> OfClaim = new(
        StringComparer.Ordinal
    )
    {
        ["containers-reported"] = ("quantity", "per coverage stage contents"),
        ["munitions-capacity-estimated"] = ("item quantity", "calibreMm per coverage basis alternative"),
        ["items-reported"] = ("item", "calibreMm quantity per coverage stage"),
        ["shipment-route-observed"] = ("legs", "observed voyages"),
        ["denial-issued"] = ("forms targets", "item calibreMm coverage"),
        ["absence-observed"] = ("what observed", "item calibreMm"),
        ["quality-assessed"] = ("item share of", "calibreMm assessment coverage"),
        ["share-reported"] = ("item share of", "calibreMm coverage"),
        ["production-observed"] = ("what", "item calibreMm producer utilisation observed"),
        ["evidence-cited"] = ("kind supports", "what"),
    };

    private static readonly Dictionary<string, (string Must, string May)> OfPart = new(StringComparer.Ordinal)
    {
        ["report"] = ("title publisher medium published claims", "id language url textDigest text corridor"),
        ["claimant"] = ("kind", "name office organisation code country members"),
        ["contents"] = ("item certainty", "calibreMm"),
        ["grade"] = ("reliability credibility", ""),
        ["quantity"] = ("", "words point low lowExclusive high highExclusive approximate"),
        ["legs"] = ("", "from to mode vessels"),
        ["from"] = ("", "name locode country lat lon"),
        ["to"] = ("", "name locode country lat lon"),
        ["vessels"] = ("", "name imo flag"),
        ["targets"] = ("", "corridor figure claim statement"),
    };

    /// <summary>The name of every member of the format, wherever it may stand.</summary>
    internal static IEnumerable<string> All =>
        OfClaim
            .Values.Concat(OfPart.Values)
            .SelectMany(members => $"{members.Must} {members.May} {Common}".Split(' '))
            .Where(member => member.Length > 0)
            .Distinct(StringComparer.Ordinal);

    /// <summary>What is missing or foreign in a report, one line each; empty where it keeps to the format.</summary>
    internal static IEnumerable<string> Faults(JsonObject report) =>
        Faults(report, "report", OfPart["report"])
            .Concat(report["claims"]!.AsArray().SelectMany(claim => OfOneClaim((JsonObject)claim!)));

    private static IEnumerable<string> OfOneClaim(JsonObject claim)
    {
        var type = (string)claim["type"]!;
        if (!OfClaim.TryGetValue(type, out var members))
            return [$"{type} is no type of claim"];
        return Faults(claim, type, (members.Must, $"{Common} {members.May}")).Concat(OfParts(claim));
    }

    private static IEnumerable<string> OfParts(JsonObject parent) =>
        from member in parent
        where OfPart.ContainsKey(member.Key)
        from part in member.Value is JsonArray array ? array.OfType<JsonObject>() : AsPart(member.Value)
        from fault in Faults(part, member.Key, OfPart[member.Key]).Concat(OfParts(part))
        select fault;

    private static JsonObject[] AsPart(JsonNode? member) => member is JsonObject part ? [part] : [];

    private static IEnumerable<string> Faults(JsonObject part, string name, (string Must, string May) members)
    {
        var must = members.Must.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var may = members.May.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        HashSet<string> known = new([.. must, .. may], StringComparer.Ordinal);
        return must.Where(m => !part.ContainsKey(m))
            .Select(m => $"{name} has no {m}")
            .Concat(part.Where(p => !known.Contains(p.Key)).Select(p => $"{name} has a member {p.Key}"));
    }
}
