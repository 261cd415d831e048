using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace TransferLedger.Postgres.Tests.Embedded;

/// <summary>Keeps every line.</summary>
internal sealed class RememberingLogger : ILogger
{
    private readonly ConcurrentQueue<string> lines = [];

    public string Everything => string.Join('\n', lines);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    ) => lines.Enqueue($"{eventId.Id} {formatter(state, exception)} {exception}");
}
