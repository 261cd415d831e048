namespace TransferLedger.Cli.Server;

// What the server says about subscriptions, as far as tables need it.

internal sealed record SubscriptionsAnswer(IReadOnlyList<SubscriptionAnswer> Items);

internal sealed record SubscriptionAnswer(
    string Id,
    string Url,
    string Holder,
    string State,
    string? Reason,
    string Bookmark,
    long LagPositions,
    double? LagSeconds,
    long DeadLetters,
    int Attempts,
    DateTime? NextAttempt,
    LastAnswerAnswer? LastAnswer,
    UndeliveredAnswer? OldestUndelivered,
    string? Secret
);

internal sealed record LastAnswerAnswer(DateTime At, int? Status, string? Says);

internal sealed record UndeliveredAnswer(string Place, string Id, string Type, DateTime RecordedAt);

internal sealed record RedeliveredAnswer(IReadOnlyList<DeliveredAnswer> Items);

internal sealed record DeliveredAnswer(
    string? Place,
    bool Delivered,
    int? Status,
    string Says,
    double Milliseconds
);

internal sealed record DeliveriesAnswer(IReadOnlyList<DeliveryAnswer> Items);

internal sealed record DeliveryAnswer(
    DateTime At,
    string First,
    string Last,
    int Events,
    int Attempt,
    string Outcome,
    int? Status,
    string? Answer
);

internal sealed record DeadLettersAnswer(IReadOnlyList<DeadLetterAnswer> Items);

internal sealed record DeadLetterAnswer(string Place, DateTime At, int Attempts, int? Status, string? Answer);

internal sealed record RotatedAnswer(string Secret, DateTime PreviousUntil);
