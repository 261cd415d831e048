using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Filing;
using TransferLedger.Postgres.Keys;
using TransferLedger.Server.Api;
using TransferLedger.Server.Pages.Layout;

namespace TransferLedger.Server.Pages.Filing;

/// <summary>
/// <c>GET</c> and <c>POST /file</c>: a report as a form. The key is a field of it, which is never sent back and kept nowhere, so that
/// no other site can have a browser file anything: there is nothing that the browser would add by itself.
/// </summary>
internal static class FilingPage
{
    private const string KeyField = "key";
    private const string Do = "do";
    private const int MostFields = 20_000;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPage("/file", () => Shown(new FilingModel(FilingForm.Empty.With("containers-reported"))))
            .ForPages();
        app.MapPost("/file", Handle).ForFormsWithKeys();
    }

    private static async Task<IResult> Handle(
        HttpContext http,
        FilingDesk desk,
        Readers readers,
        TimeProvider clock
    )
    {
        http.Response.Headers.CacheControl = "no-store";
        if (http.Request.Headers["Sec-Fetch-Site"] is ["cross-site"])
        {
            return Problems.Of(
                StatusCodes.Status403Forbidden,
                "form.of-another-site",
                "Another site sent this form. Fill it in at /file."
            );
        }

        if (await Sent(http) is not { } sent)
        {
            return Problems.Of(
                StatusCodes.Status415UnsupportedMediaType,
                "body.content-type",
                "Send the form of /file, or a report to POST /reports."
            );
        }

        var form = FilingForm.Of(sent);
        var asked = sent[Do].ToString();
        if (asked is not ("check" or "file"))
        {
            return Shown(new FilingModel(Changed(form, asked, sent["type"].ToString())));
        }

        var draft = ReportReader.Read(Encoding.UTF8.GetBytes(form.ToJson().ToJsonString()), desk.Today);
        var (status, key) = await KeyOf(http, sent[KeyField].ToString());
        if (!draft.IsOk || !key.IsOk)
        {
            return Refused(
                form,
                draft.IsOk ? status : StatusCodes.Status422UnprocessableEntity,
                draft.Faults.AddRange(key.Faults.Select(fault => fault.Under($"/{KeyField}")))
            );
        }

        return asked == "file"
            ? await File(http, form, draft.Value, key.Value.Name, desk)
            : Checked(
                form,
                await PostCheck.Of(
                    draft.Value,
                    desk,
                    readers,
                    clock.GetUtcNow().UtcDateTime,
                    http.RequestAborted
                )
            );
    }

    private static FilingForm Changed(FilingForm form, string asked, string type) =>
        asked.StartsWith("remove-", StringComparison.Ordinal)
        && int.TryParse(asked["remove-".Length..], CultureInfo.InvariantCulture, out var claim)
            ? form.Without(claim)
            : form.With(type);

    private static IResult Checked(FilingForm form, Outcome<CheckBody> check) =>
        check.IsOk
            ? Shown(new FilingModel(form) { Check = check.Value })
            : Refused(form, StatusCodes.Status422UnprocessableEntity, check.Faults);

    private static async Task<IResult> File(
        HttpContext http,
        FilingForm form,
        ReportDraft draft,
        string by,
        FilingDesk desk
    )
    {
        switch (await desk.File(draft, by, http.RequestAborted))
        {
            case Filed.New filed:
                await desk.IsProjected(filed.Last, http.RequestAborted);
                return SeeOther(http, filed);
            case Filed.Unchanged there:
                return SeeOther(http, there);
            case Filed.Differs differs:
                return Refused(
                    form,
                    StatusCodes.Status409Conflict,
                    [new Fault("/id", "report.differs", PostReport.Differs(differs))]
                );
            case Filed.Refused refused:
                return Refused(form, StatusCodes.Status422UnprocessableEntity, refused.Faults);
            case Filed.Busy busy:
                return PostReport.TryLater(http, busy.RetryAfter);
            case Filed.Stopped stopped:
                return PostReport.Stopped(stopped.Why);
            case var other:
                throw new System.Diagnostics.UnreachableException($"{other}");
        }
    }

    private static IResult SeeOther(HttpContext http, Filed filed)
    {
        http.Response.Headers.Location = $"/report/{filed.Report.Report}";
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }

    private static IResult Refused(FilingForm form, int status, ImmutableArray<Fault> faults) =>
        Shown(new FilingModel(form) { Faults = faults }, status);

    private static IResult Shown(FilingModel model, int status = StatusCodes.Status200OK) =>
        new Page("File a report", Page.Show<FilingView, FilingModel>(model)) { Status = status }.ToResult();

    private static async Task<(int Status, Outcome<ApiKey> Key)> KeyOf(HttpContext http, string text) =>
        text.Length == 0
            ? (
                StatusCodes.Status401Unauthorized,
                Fault.At(
                    "key.missing",
                    "Checking and filing need a key, made with transferledger keys create --role filer."
                )
            )
            : await Access.Holder(http.RequestServices, text, Role.Filer, http.RequestAborted);

    /// <summary>Null: it is no form.</summary>
    /// <exception cref="BadHttpRequestException">It is too large.</exception>
    private static async Task<IFormCollection?> Sent(HttpContext http)
    {
        if (!http.Request.HasFormContentType)
        {
            return null;
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            // Percent-encoded, a character may take three times its bytes.
            limit.MaxRequestBodySize = 3L * Limits.BodyBytes;
        }

        try
        {
            return await http.Request.ReadFormAsync(
                new FormOptions { ValueCountLimit = MostFields, ValueLengthLimit = Limits.BodyBytes },
                http.RequestAborted
            );
        }
        catch (InvalidDataException broken)
        {
            throw new BadHttpRequestException(broken.Message, broken);
        }
    }
}

/// <summary>The form as its page shows it: what was typed, but never the key.</summary>
public sealed class FilingModel
{
    private ILookup<string, Fault>? byField;

    public FilingModel(FilingForm form) => Form = form;

    public FilingForm Form { get; }

    public ImmutableArray<Fault> Faults { get; init; } = [];

    /// <summary>What filing would do; null: it was not asked, or would be refused.</summary>
    public CheckBody? Check { get; init; }

    /// <summary>Fields with a fault, as the form has them, and what they are called there.</summary>
    public IReadOnlyList<(string Name, string Label)> Faulty =>
        [.. Form.Labels().Append((Name: "key", Label: "Key")).Where(of => At(of.Name).Any())];

    /// <summary>Of the element in which a field is filled in.</summary>
    public static string IdOf(string name) => name.Replace('.', '-');

    /// <summary>At the field of a name; the empty name: at none.</summary>
    public IEnumerable<Fault> At(string name) =>
        (
            byField ??= Faults.ToLookup(
                fault => fault.Place == "/key" ? "key" : Form.FieldOf(fault) ?? "",
                StringComparer.Ordinal
            )
        )[name];
}
