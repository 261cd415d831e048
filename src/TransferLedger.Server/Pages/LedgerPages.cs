using TransferLedger.Server.Pages.Audit;
using TransferLedger.Server.Pages.Claimants;
using TransferLedger.Server.Pages.Compare;
using TransferLedger.Server.Pages.Corridors;
using TransferLedger.Server.Pages.Figures;
using TransferLedger.Server.Pages.Filing;
using TransferLedger.Server.Pages.Home;
using TransferLedger.Server.Pages.Layout;
using TransferLedger.Server.Pages.Parts;
using TransferLedger.Server.Pages.Reports;
using TransferLedger.Server.Pages.Statements;

namespace TransferLedger.Server.Pages;

/// <summary>Every page, one folder each.</summary>
internal static class LedgerPages
{
    public static void AddPages(this IServiceCollection services)
    {
        services.AddRouting(routing =>
            routing.SetParameterPolicy<CorridorConstraint>(CorridorConstraint.Name)
        );
        services.AddSingleton<CorridorReader>();
        services.AddSingleton<OpenConflicts>();
        services.AddSingleton<HomeReader>();
        services.AddSingleton<TimeStops>();
    }

    public static void MapPages(this IEndpointRouteBuilder app)
    {
        HomePage.Map(app);
        CorridorPage.Map(app);
        FigurePage.Map(app);
        ReportPage.Map(app);
        ClaimantPage.Map(app);
        StatementPage.Map(app);
        ComparePage.Map(app);
        AuditPage.Map(app);
        FilingPage.Map(app);
    }
}
