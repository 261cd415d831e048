namespace TransferLedger.Postgres.Log;

/// <summary>A batch that should fit does not, however often it is laid out anew: the log's tables contradict each other.</summary>
public sealed class LogInDisorderException(int rounds)
    : Exception(
        $"A batch was refused {rounds} times by the log's keys although nothing stands in its way. Verify the database."
    );
