using System.Net;
using System.Text.Json;

namespace TransferLedger.Scenarios.Http;

/// <summary>Hands in what happened to claims later.</summary>
internal static class Editing
{
    /// <param name="claim">Its id: <c>report#1</c>.</param>
    /// <param name="what">correction, withdrawal, recording-error or grade.</param>
    /// <param name="version">What <c>If-Match</c> says; null: it is left out.</param>
    public static Task<Answer> Later(
        this HttpClient client,
        string claim,
        string what,
        string body,
        string? version
    )
    {
        var (report, number) = (claim.Split('#')[0], claim.Split('#')[1]);
        (string, string)[] headers = version is null ? [] : [("If-Match", version)];
        return client.Post($"/reports/{report}/claims/{number}/{what}", body, headers: headers);
    }

    /// <summary>The same for the version at which the report stands; it must be good.</summary>
    public static async Task<JsonElement> Change(
        this HttpClient client,
        string claim,
        string what,
        string body
    ) => Done(await client.Later(claim, what, body, await client.VersionOf(claim)));

    public static async Task<JsonElement> Correct(
        this HttpClient client,
        string claim,
        string stated,
        string members
    ) =>
        await client.Change(
            claim,
            "correction",
            $$"""{"stated": "{{stated}}", "reason": "The paper says so now.", {{members}}}"""
        );

    /// <param name="state">Whose ministry says that it is withdrawn.</param>
    public static async Task<JsonElement> Withdraw(
        this HttpClient client,
        string claim,
        string stated,
        string state
    ) => await client.Change(claim, "withdrawal", Withdrawal(stated, state));

    public static string Withdrawal(string stated, string state, string reason = "It was wrong.") =>
        $$"""{"claimant": {{Reports.Ministry(state)}}, "stated": "{{stated}}", "reason": "{{reason}}"}""";

    public static async Task<JsonElement> Mend(
        this HttpClient client,
        string claim,
        string becomes,
        string voids = "[]"
    ) =>
        await client.Change(
            claim,
            "recording-error",
            $$"""{"becomes": {{becomes}}, "voids": {{voids}}, "reason": "A slip of ours."}"""
        );

    public static async Task<JsonElement> Grade(
        this HttpClient client,
        string claim,
        string reliability,
        int credibility = 2
    ) => await client.Change(claim, "grade", GradeOf(reliability, credibility));

    public static string GradeOf(string reliability, int credibility = 2) =>
        $$"""{"grade": {"reliability": "{{reliability}}", "credibility": {{credibility}}}, "reason": "As we know them."}""";

    public static async Task<JsonElement> Judge(
        this HttpClient client,
        string first,
        string second,
        string judgement = "same"
    ) => Done(await client.Post("/judgements", Judgement(first, second, judgement)));

    public static string Judgement(
        string first,
        string second,
        string judgement,
        string reason = "Same words."
    ) =>
        $$"""{"first": "{{first}}", "second": "{{second}}", "judgement": "{{judgement}}", "reason": "{{reason}}"}""";

    /// <summary>As <c>If-Match</c> wants it: <c>"v3"</c>.</summary>
    public static async Task<string> VersionOf(this HttpClient client, string claim) =>
        $"\"{(await client.Ask($"/reports/{claim.Split('#')[0]}")).Json.Of("version")}\"";

    /// <param name="asOf">Null: today.</param>
    public static async Task<JsonElement> Figure(
        this HttpClient client,
        string figure,
        string? asOf = null,
        string more = ""
    )
    {
        var day = asOf ?? DateTime.UtcNow.ToString("yyyy-MM-dd");
        var answer = await client.Ask($"/figures/{figure}?asOf={day}{more}");
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        return answer.Json;
    }

    /// <summary>The revisions of a figure, oldest first.</summary>
    public static async Task<List<JsonElement>> Revisions(
        this HttpClient client,
        string figure,
        string axis,
        string more = ""
    )
    {
        var answer = await client.Ask($"/figures/{figure}/revisions?axis={axis}{more}");
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        return [.. answer.Items.EnumerateArray()];
    }

    /// <summary>The one that has a member of a value.</summary>
    public static JsonElement With(this JsonElement list, string member, string value) =>
        list.EnumerateArray().Single(item => item.Of(member) == value);

    private static JsonElement Done(Answer answer)
    {
        Assert.True(answer.Status == HttpStatusCode.Created, answer.Text);
        Assert.True(answer.Json.GetProperty("projected").GetBoolean());
        return answer.Json;
    }
}
