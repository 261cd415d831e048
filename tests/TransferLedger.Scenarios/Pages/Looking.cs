using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using TransferLedger.Scenarios.Http;

namespace TransferLedger.Scenarios.Pages;

/// <summary>Asks for pages as a browser does, and reads them as one does.</summary>
internal static class Looking
{
    public static Task<Answer> Browse(
        this HttpClient client,
        string address,
        params (string Name, string Value)[] headers
    ) => client.Ask(address, [("Accept", "text/html,application/xhtml+xml"), .. headers]);

    /// <summary>A page that must be there.</summary>
    public static async Task<IHtmlDocument> Look(this HttpClient client, string address)
    {
        var answer = await client.Browse(address);
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        return answer.Document();
    }

    public static IHtmlDocument Document(this Answer answer)
    {
        Assert.Equal("text/html; charset=utf-8", answer.Headers["Content-Type"]);
        return new HtmlParser(new HtmlParserOptions { IsStrictMode = false }).ParseDocument(answer.Text);
    }

    /// <summary>The text of the one element there, with single spaces.</summary>
    public static string Words(this IParentNode within, string selector) =>
        Words(Assert.Single(within.QuerySelectorAll(selector)));

    public static string Words(this IElement element) =>
        string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public static IReadOnlyList<string> Each(this IParentNode within, string selector) =>
        [.. within.QuerySelectorAll(selector).Select(element => element.Words())];

    /// <summary>The form of /file, sent as a browser sends it: with no key but the one in its field.</summary>
    public static async Task<Answer> SendForm(
        this RunningLedger ledger,
        Dictionary<string, string> fields,
        string button,
        string key
    )
    {
        var all = new Dictionary<string, string>(fields, StringComparer.Ordinal)
        {
            ["do"] = button,
            ["key"] = key,
        };
        using var handler = new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false };
        using var nobody = new HttpClient(handler) { BaseAddress = new Uri(ledger.Url) };
        using var content = new FormUrlEncodedContent(all);
        return await nobody.Send(HttpMethod.Post, "/file", content, ("Accept", "text/html"));
    }
}
