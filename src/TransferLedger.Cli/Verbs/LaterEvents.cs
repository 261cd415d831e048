using System.Text.Json;
using TransferLedger.Cli.Server;

namespace TransferLedger.Cli.Verbs;

/// <summary>What happened to a claim later, in words.</summary>
internal static class LaterEvents
{
    /// <summary><c>withdrawn, stated 2024-03-10, by Shin Won-sik (KR)</c>.</summary>
    public static string Words(LaterEventAnswer happened) =>
        happened.Event switch
        {
            "claim-corrected" => $"corrected{Stated(happened.Data)}",
            "claim-withdrawn" =>
                $"withdrawn{Stated(happened.Data)}, by {Claimants.Name(Member<ClaimantAnswer>(happened.Data, "claimant"))}",
            "recording-error-corrected" => "our own error mended",
            "claim-graded" => $"graded {Grade(happened.Data)} by {Member<string>(happened.Data, "by")}",
            "excerpt-erased" => $"quote erased by {Member<string>(happened.Data, "by")}",
            var other => other,
        };

    private static string Stated(JsonElement data) =>
        Member<string>(data, "stated") is { } stated ? $", stated {stated}" : "";

    private static string Grade(JsonElement data) =>
        Member<GradeAnswer>(data, "grade") is { } grade ? $"{grade.Reliability}{grade.Credibility}" : "";

    private static T? Member<T>(JsonElement data, string name)
        where T : class =>
        data.TryGetProperty(name, out var member) ? member.Deserialize<T>(JsonSerializerOptions.Web) : null;

    private sealed record GradeAnswer(string Reliability, int Credibility);
}
