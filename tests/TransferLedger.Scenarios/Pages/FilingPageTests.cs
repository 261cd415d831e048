using System.Net;
using AngleSharp.Html.Dom;
using TransferLedger.Postgres.Keys;
using TransferLedger.Scenarios.Http;

namespace TransferLedger.Scenarios.Pages;

/// <summary>A report filed as a person without script files it: by sending the form again and again until it is right.</summary>
public sealed class FilingPageTests(RunningLedger ledger) : IClassFixture<RunningLedger>
{
    private const string Quantity = "claims.0.quantity";

    [Fact]
    public async Task A_report_is_filed_and_its_page_is_where_one_comes_to()
    {
        var (page, key) = (await Fresh("filed"), await ledger.NewKey(Role.Filer));
        var answer = await Send(page, "file", key);
        Assert.Equal(HttpStatusCode.SeeOther, answer.Status);
        Assert.Equal("/report/filed", answer.Headers["Location"]);
        var report = await ledger.Client.Look("/report/filed");
        Assert.Equal("A title", report.Words("h1"));
        var figure = await ledger.Client.Look("/KP-RU/containers");
        Assert.Equal("Over 13,000; nobody claims an upper limit", figure.Words(".estimate"));
    }

    [Fact]
    public async Task Checking_says_how_the_words_are_read_and_what_the_estimate_would_become_and_writes_nothing()
    {
        var page = await Fresh("checked");
        page["corridor"] = "IR-RU";
        var size = await ledger.LogSize();
        var answer = await Send(page, "check", await ledger.NewKey(Role.Filer));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var checkedForm = answer.Document();
        Assert.Equal("more than 13,000: at least 13,001", checkedForm.Words("#claims-0-quantity-reading"));
        Assert.Equal(
            "IR-RU/containers nobody has given a number yet over 13,000; nobody claims an upper limit",
            checkedForm.Words(".outcome tbody tr")
        );
        Assert.Equal(size, await ledger.LogSize());
    }

    [Fact]
    public async Task Every_fault_stands_at_its_field_and_what_was_typed_stays()
    {
        var form = await Fresh("faulty");
        form[Quantity] = "over over 13,000";
        form["published"] = "yesterday";
        form["claims.0.claimant.country"] = "Korea";
        var answer = await Send(form, "file", key: "");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        var page = answer.Document();
        foreach (var name in new[] { Quantity, "published", "claims.0.claimant.country", "key" })
        {
            var field = page.QuerySelector($"[name='{name}']")!;
            Assert.Equal("true", field.GetAttribute("aria-invalid"));
            var says = page.GetElementById(field.GetAttribute("aria-describedby")!.Split(' ')[^1])!;
            Assert.NotEqual("", says.TextContent);
        }

        Assert.Equal("over over 13,000", page.QuerySelector($"[name='{Quantity}']")!.GetAttribute("value"));
        Assert.Equal(4, page.QuerySelectorAll("p.fault:not(:empty)").Length);
        Assert.Equal(
            ["Published", "Claim 1: Country", "Claim 1: Number, in the words that were used", "Key"],
            page.Each("section.faults li a")
        );
        Assert.All(
            page.QuerySelectorAll("section.faults li a"),
            link => Assert.NotNull(page.QuerySelector($"form {link.GetAttribute("href")}[aria-invalid=true]"))
        );
        Assert.Equal("4 things are wrong, and nothing was written", page.Words("#faults h2"));
    }

    [Fact]
    public async Task Claims_are_added_and_taken_out_one_by_one()
    {
        var form = await Fresh("several");
        form["type"] = "denial-issued";
        var two = Fields((await Send(form, "add", key: "")).Document());
        Assert.Equal("denial-issued", two["claims.1.type"]);
        Assert.Equal("over 13,000", two[Quantity]);
        two["claims.1.forms"] = "categorical";
        two["claims.1.targets"] = "KP-RU";
        var one = Fields((await Send(two, "remove-0", key: "")).Document());
        Assert.Equal("denial-issued", one["claims.0.type"]);
        Assert.Equal("categorical", one["claims.0.forms"]);
        Assert.False(one.ContainsKey("claims.1.type"));
        Assert.Equal(HttpStatusCode.SeeOther, (await Send(one, "file", ledger.AdminKey)).Status);
    }

    [Theory]
    [InlineData(
        "containers-reported",
        "quantity=dozens;contents.item=artillery-round;contents.certainty=possible"
    )]
    [InlineData(
        "items-reported",
        "item=artillery-round;calibreMm=152;quantity=5;stage=pledged;grade.reliability=B;grade.credibility=2;repeats=s-1;respondsTo=s-2;disclosed=2024-08-28;stated=2024-08-01;inReturnFor=RU-KP;corridor=KP-SY;through=CN, RU;claimant.kind=joint;claimant.organisation=A team;claimant.code=MSMT;claimant.members=KR, US"
    )]
    [InlineData("munitions-capacity-estimated", "item=artillery-round;quantity=up to 500,000;basis=estimate")]
    [InlineData(
        "denial-issued",
        "forms=categorical, dismissal;targets=KP-RU, KP-*, KP-RU/containers, other#1, s-1"
    )]
    [InlineData(
        "shipment-route-observed",
        "legs.0.from.name=Najin;legs.0.from.country=KP;legs.0.to.name=Dunay;legs.0.mode=sea;legs.0.vessels.0.name=Angara;observed=2023-10;voyages=3"
    )]
    [InlineData(
        "shipment-route-observed",
        "legs.0.from.locode=KPRJN;legs.0.to.name=Dunay;legs.0.mode=sea;legs.0.vessels.0.imo=9077020;legs.0.vessels.1.name=Maria;legs.0.vessels.1.flag=RU;legs.1.from.name=Dunay;legs.1.to.lat=48.1;legs.1.to.lon=40.2;legs.1.mode=rail"
    )]
    [InlineData("absence-observed", "what=Containers;observed=2023-10")]
    [InlineData("quality-assessed", "item=artillery-round;share=half;of=those seen;assessment=unusable")]
    [InlineData("share-reported", "item=artillery-round;share=40 percent;of=all fired")]
    [InlineData("production-observed", "what=Night shifts;utilisation=full;producer=A plant")]
    [InlineData("evidence-cited", "kind=imagery;what=Pictures of a pier")]
    public async Task Each_type_of_claim_can_be_filed(string type, string members)
    {
        var id = $"{type}-{members.Length}";
        var form = await Fresh(id);
        form["type"] = type;
        form = Fields((await Send(form, "add", key: "")).Document());
        foreach (var member in members.Split(';').Select(member => member.Split('=')))
        {
            Assert.True(form.ContainsKey($"claims.1.{member[0]}"), member[0]);
            form[$"claims.1.{member[0]}"] = member[1];
        }

        var answer = await Send(form, "file", ledger.AdminKey);
        Assert.True(answer.Status == HttpStatusCode.SeeOther, answer.Text);
        var claim = (await ledger.Client.Ask($"/reports/{id}")).Json.GetProperty("claims")[1];
        Assert.Equal(type, claim.Of("type"));
    }

    [Fact]
    public async Task A_leg_more_than_was_filled_in_can_be_filled_in_and_one_left_out_is_told_of_at_its_place()
    {
        var form = await Fresh("legs");
        form["type"] = "shipment-route-observed";
        form = Fields((await Send(form, "add", key: "")).Document());
        form["claims.1.legs.1.from.name"] = "Dunay";
        form["claims.1.legs.1.vessels.1.imo"] = "1234568";
        var page = (await Send(form, "check", key: "")).Document();
        Assert.Contains(
            "from or to",
            page.Words("#claims-1-legs-0-from-name-faults"),
            StringComparison.Ordinal
        );
        Assert.NotEqual("", page.Words("#claims-1-legs-1-vessels-1-imo-faults"));
        Assert.All(
            page.QuerySelectorAll("details [aria-invalid=true]"),
            field => Assert.True(field.Closest("details")!.HasAttribute("open"))
        );
        var more = Fields(page);
        Assert.True(more.ContainsKey("claims.1.legs.2.from.name"));
        Assert.True(more.ContainsKey("claims.1.legs.1.vessels.2.name"));
    }

    [Fact]
    public async Task What_is_folded_away_is_filed_as_what_it_is()
    {
        var form = await Fresh("folded");
        form["claims.0.grade.reliability"] = "B";
        form["claims.0.grade.credibility"] = "2";
        form["claims.0.repeats"] = "s-1";
        form["claims.0.inReturnFor"] = "RU-KP";
        Assert.Equal(HttpStatusCode.SeeOther, (await Send(form, "file", ledger.AdminKey)).Status);
        var claim = (await ledger.Client.Ask("/reports/folded")).Json.GetProperty("claims")[0];
        Assert.Contains("\"reliability\":\"B\"", claim.GetRawText(), StringComparison.Ordinal);
        Assert.Contains("\"s-1\"", claim.GetRawText(), StringComparison.Ordinal);
        Assert.Contains("RU-KP", claim.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tl_none_none", HttpStatusCode.Unauthorized)]
    [InlineData(null, HttpStatusCode.Forbidden)]
    public async Task A_key_that_may_not_is_refused_at_its_field_and_never_sent_back(
        string? key,
        HttpStatusCode status
    )
    {
        key ??= await ledger.NewKey(Role.Subscriber);
        var answer = await Send(await Fresh("refused"), "file", key);
        Assert.Equal(status, answer.Status);
        Assert.NotEqual("", answer.Document().Words("#key-faults"));
        Assert.DoesNotContain(key, answer.Text, StringComparison.Ordinal);
        Assert.False(answer.Headers.ContainsKey("Set-Cookie"));
        Assert.Equal("no-store", answer.Headers["Cache-Control"]);
    }

    [Fact]
    public async Task Another_report_of_the_same_id_is_refused_at_the_id()
    {
        await Send(await Fresh("taken"), "file", ledger.AdminKey);
        var form = await Fresh("taken");
        form["title"] = "Another title";
        var answer = await Send(form, "file", ledger.AdminKey);
        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        Assert.Contains("taken", answer.Document().Words("#id-faults"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_share_that_is_checked_is_compared_in_percent()
    {
        var share = Reports.Claim(
            "quality-assessed",
            $""" "claimant": {Reports.Ministry("KR")}, "item": "artillery-round", "share": "half", "of": "rounds", "assessment": "duds" """
        );
        await ledger.Client.File(Reports.Of("half", share, "\"corridor\": \"SY-RU\""));
        var form = Fields((await Send(new() { ["type"] = "quality-assessed" }, "add", key: "")).Document());
        foreach (
            var (name, value) in new[]
            {
                ("id", "forty"),
                ("title", "A title"),
                ("publisher", "A Paper"),
                ("published", "2024-08-28"),
                ("corridor", "SY-RU"),
                ("claims.0.item", "artillery-round"),
                ("claims.0.share", "40 percent"),
                ("claims.0.of", "rounds"),
                ("claims.0.assessment", "duds"),
            }
        )
        {
            form[name] = value;
        }

        var page = (await Send(form, "check", ledger.AdminKey)).Document();
        Assert.Contains("50 percent", page.Words(".outcome tbody"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_another_site_sends_is_refused()
    {
        var sent = new FormUrlEncodedContent([new("do", "add"), new("title", "Theirs")]);
        var answer = await ledger.Client.Send(
            HttpMethod.Post,
            "/file",
            sent,
            ("Sec-Fetch-Site", "cross-site"),
            ("Accept", "text/html")
        );
        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        Assert.DoesNotContain("Theirs", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Enter_in_a_field_checks()
    {
        var page = await ledger.Client.Look("/file");
        Assert.Equal("check", page.QuerySelector("form.filing button")!.GetAttribute("value"));
    }

    [Fact]
    public async Task More_claims_than_a_report_may_have_are_refused_and_none_is_left_out()
    {
        var form = await Fresh("too-many");
        foreach (var n in Enumerable.Range(1, 500))
        {
            form[$"claims.{n}.type"] = "evidence-cited";
        }

        var answer = await Send(form, "file", ledger.AdminKey);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains("/claims", answer.Document().Words("section.faults"), StringComparison.Ordinal);
        Assert.Contains("500", answer.Document().Words("section.faults"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_form_is_refused()
    {
        var answer = await ledger.Client.Post("/file", "{}");
        Assert.Equal(
            (HttpStatusCode.UnsupportedMediaType, "body.content-type"),
            (answer.Status, answer.Code)
        );
    }

    /// <summary>The fields of the form as it first comes, with a good report of one claim.</summary>
    private async Task<Dictionary<string, string>> Fresh(string id) =>
        Filled(await ledger.Client.Look("/file"), id);

    /// <summary>The fields of a form, with a good report of one claim.</summary>
    public static Dictionary<string, string> Filled(IHtmlDocument page, string id)
    {
        var fields = Fields(page);
        foreach (
            var (name, value) in new[]
            {
                ("id", id),
                ("title", "A title"),
                ("publisher", "A Paper"),
                ("published", "2024-08-28"),
                ("corridor", "KP-RU"),
                ("claims.0.claimant.kind", "state"),
                ("claims.0.claimant.name", "A Speaker"),
                ("claims.0.claimant.country", "KR"),
                (Quantity, "over 13,000"),
                ("claims.0.coverage", "/2024-08-27"),
            }
        )
        {
            Assert.True(fields.ContainsKey(name), name);
            fields[name] = value;
        }

        return fields;
    }

    /// <summary>What a browser would send of a form.</summary>
    private static Dictionary<string, string> Fields(IHtmlDocument page) =>
        page.QuerySelectorAll("form.filing [name]:not(button)")
            .ToDictionary(
                field => field.GetAttribute("name")!,
                field =>
                    field switch
                    {
                        IHtmlInputElement input => input.Value,
                        IHtmlTextAreaElement area => area.Value,
                        IHtmlSelectElement select => select.Value ?? "",
                        _ => throw new InvalidOperationException(field.LocalName),
                    },
                StringComparer.Ordinal
            );

    private Task<Answer> Send(Dictionary<string, string> fields, string button, string key) =>
        ledger.SendForm(fields, button, key);
}
