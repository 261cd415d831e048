using System.Buffers;
using System.Buffers.Binary;
using System.Data;
using System.Text;
using Npgsql;

namespace TransferLedger.Postgres;

/// <summary>
/// Rows on their way into a table by binary COPY, laid out here and sent in chunks. Npgsql's own importer makes several
/// asynchronous calls a cell, which cost more than all else that a row needs. Rows count once <see cref="Complete"/> is through;
/// disposed of before that, none does. Source: PostgreSQL's manual, COPY, Binary Format.
/// </summary>
internal sealed class BinaryCopy : IAsyncDisposable
{
    private const int ChunkBytes = 1 << 16;
    private const int Null = -1;
    private const short NoMoreRows = -1;
    private const byte JsonbVersion = 1;

    /// <summary>The signature, then no flags and no extension.</summary>
    private static ReadOnlySpan<byte> Header =>
        [
            (byte)'P',
            (byte)'G',
            (byte)'C',
            (byte)'O',
            (byte)'P',
            (byte)'Y',
            (byte)'\n',
            0xff,
            (byte)'\r',
            (byte)'\n',
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
        ];

    /// <summary>PostgreSQL counts days and microseconds from here.</summary>
    private static readonly DateOnly FirstDay = new(2000, 1, 1);
    private static readonly DateTime FirstInstant = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly NpgsqlConnection connection;
    private readonly NpgsqlRawCopyStream stream;
    private readonly ArrayBufferWriter<byte> buffer = new(2 * ChunkBytes);
    private bool completed;

    private BinaryCopy(NpgsqlConnection connection, NpgsqlRawCopyStream stream) =>
        (this.connection, this.stream) = (connection, stream);

    /// <param name="statement"><c>copy … from stdin (format binary)</c>.</param>
    public static async Task<BinaryCopy> Begin(
        NpgsqlConnection connection,
        string statement,
        CancellationToken cancellation
    )
    {
        var copy = new BinaryCopy(
            connection,
            await connection.BeginRawBinaryCopyAsync(statement, cancellation)
        );
        copy.buffer.Write(Header);
        return copy;
    }

    /// <summary>Begins a row; as many cells must follow.</summary>
    public void Row(int columns) => Int16((short)columns);

    public void Write(long value)
    {
        Int32(sizeof(long));
        Int64(value);
    }

    public void Write(int value)
    {
        Int32(sizeof(int));
        Int32(value);
    }

    public void Write(short value)
    {
        Int32(sizeof(short));
        Int16(value);
    }

    public void Write(bool value)
    {
        Int32(1);
        buffer.Write([value ? (byte)1 : (byte)0]);
    }

    /// <summary>The first and the last day that there are stand for <c>-infinity</c> and <c>infinity</c>, as in Npgsql.</summary>
    public void Write(DateOnly value)
    {
        Int32(sizeof(int));
        Int32(
            value == DateOnly.MaxValue ? int.MaxValue
            : value == DateOnly.MinValue ? int.MinValue
            : value.DayNumber - FirstDay.DayNumber
        );
    }

    /// <param name="value">UTC.</param>
    public void Write(DateTime value)
    {
        Int32(sizeof(long));
        Int64((value - FirstInstant).Ticks / TimeSpan.TicksPerMicrosecond);
    }

    public void Write(Guid value)
    {
        const int bytes = 16;
        Int32(bytes);
        value.TryWriteBytes(buffer.GetSpan(bytes), bigEndian: true, out _);
        buffer.Advance(bytes);
    }

    public void Write(ReadOnlySpan<byte> value)
    {
        Int32(value.Length);
        buffer.Write(value);
    }

    public void Write(string? value)
    {
        if (value is null)
        {
            Int32(Null);
            return;
        }

        Int32(Encoding.UTF8.GetByteCount(value));
        Encoding.UTF8.GetBytes(value, buffer);
    }

    public void WriteJsonb(string? value)
    {
        if (value is null)
        {
            Int32(Null);
            return;
        }

        Int32(1 + Encoding.UTF8.GetByteCount(value));
        buffer.Write([JsonbVersion]);
        Encoding.UTF8.GetBytes(value, buffer);
    }

    /// <summary>Sends what is laid out once there is enough of it.</summary>
    public ValueTask SendIfFull(CancellationToken cancellation) =>
        buffer.WrittenCount >= ChunkBytes ? Send(cancellation) : ValueTask.CompletedTask;

    public async Task Complete(CancellationToken cancellation)
    {
        Int16(NoMoreRows);
        await Send(cancellation);
        completed = true;
        await stream.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        // Of a connection that is lost there is nothing left to cancel.
        if (!completed && connection.State == ConnectionState.Open)
        {
            try
            {
                await stream.CancelAsync();
            }
            catch (PostgresException)
            {
                // It was refused before: whoever sent has been told, or is about to be.
            }

            await stream.DisposeAsync();
        }
    }

    private async ValueTask Send(CancellationToken cancellation)
    {
        await stream.WriteAsync(buffer.WrittenMemory, cancellation);
        buffer.ResetWrittenCount();
    }

    private void Int32(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(buffer.GetSpan(sizeof(int)), value);
        buffer.Advance(sizeof(int));
    }

    private void Int16(short value)
    {
        BinaryPrimitives.WriteInt16BigEndian(buffer.GetSpan(sizeof(short)), value);
        buffer.Advance(sizeof(short));
    }

    private void Int64(long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(buffer.GetSpan(sizeof(long)), value);
        buffer.Advance(sizeof(long));
    }
}
