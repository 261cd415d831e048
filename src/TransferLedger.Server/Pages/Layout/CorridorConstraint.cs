using System.Text.RegularExpressions;

namespace TransferLedger.Server.Pages.Layout;

/// <summary>
/// What may stand where pages have a corridor: <c>KP-RU</c>, <c>AE-SD:RSF</c>, also one that is not known, so that its page can say
/// so. No other address of the server begins like that.
/// </summary>
internal sealed partial class CorridorConstraint : IRouteConstraint
{
    public const string Name = "corridor";

    public bool Match(
        HttpContext? httpContext,
        IRouter? route,
        string routeKey,
        RouteValueDictionary values,
        RouteDirection routeDirection
    ) => values[routeKey] is string text && Form().IsMatch(text);

    [GeneratedRegex(@"\A[A-Za-z]{2}(:[A-Za-z0-9-]+)?-[A-Za-z]{2}(:[A-Za-z0-9-]+)?\z")]
    private static partial Regex Form();
}
