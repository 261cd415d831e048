namespace TransferLedger.Postgres.Projections;

/// <summary>There are no read tables yet: they are being worked out from the log.</summary>
public sealed class ReadTablesMissingException()
    : Exception("What can be read is still being worked out from the log.");
