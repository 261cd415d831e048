namespace TransferLedger.Cli.Server;

// What the server's answers hold as far as tables need it. Days are text: the server writes them as people read them.

internal sealed record ListAnswer<T>(string AsOf, IReadOnlyList<T> Items);

internal sealed record PeriodAnswer(string? From, string To, string? Coverage);

internal sealed record CorridorAnswer(
    string Corridor,
    string FirstSaid,
    string LastSaid,
    IReadOnlyDictionary<string, long> Claims
);

/// <param name="Low">Whole units; of quality and share figures percent.</param>
/// <param name="High">Null: no upper limit.</param>
internal sealed record FigureAnswer(
    string Figure,
    string? Unit,
    string Status,
    decimal? Low,
    decimal? High,
    decimal? Point,
    string? Words,
    PeriodAnswer? Period,
    string? Leading,
    int Conflicts,
    int Claims,
    string? LastSaid
);

internal sealed record CheckAnswer(
    string Report,
    string Outcome,
    IReadOnlyList<CheckedClaimAnswer> Claims,
    IReadOnlyList<ChangedFigureAnswer> Estimates
);

internal sealed record CheckedClaimAnswer(
    string Claim,
    string Type,
    string? Figure,
    string Perspective,
    string Said,
    CheckedQuantityAnswer? Quantity
);

internal sealed record CheckedQuantityAnswer(string? Words, string? Reading);

internal sealed record ChangedFigureAnswer(string Figure, FigureAnswer? Before, FigureAnswer? After);
