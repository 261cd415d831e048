using System.Buffers;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Filing;

namespace TransferLedger.Server.Api;

/// <summary>Reads the body of a request that holds one report.</summary>
internal static class Body
{
    private static Fault TooLarge =>
        Fault.At(
            "body.too-large",
            $"A report has at most {Limits.BodyBytes:N0} bytes. Split it, or leave its text out."
        );

    /// <summary>All of it. Faults: <c>body.too-large</c>, found without reading on.</summary>
    public static async Task<Outcome<ReadOnlyMemory<byte>>> Read(
        HttpRequest request,
        CancellationToken cancellation
    )
    {
        if (request.ContentLength > Limits.BodyBytes)
        {
            return TooLarge;
        }

        var reader = request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(cancellation);
            if (read.Buffer.Length > Limits.BodyBytes)
            {
                reader.AdvanceTo(read.Buffer.End);
                return TooLarge;
            }

            if (read.IsCompleted)
            {
                ReadOnlyMemory<byte> whole = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return whole;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
