using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TransferLedger.Core.Sealing;

/// <summary>The functions of OpenSSL's libcrypto 3 that Ed25519 and SHA-256 take, by the names of its manual (EVP_DigestSign(3), SHA256(3)).</summary>
internal static class Libcrypto
{
    /// <summary>What its functions return where they did it.</summary>
    public const int Success = 1;

    private const string Name = "libcrypto";
    private const int Ed25519Type = 1087;

    private static readonly string[] Files =
    [
        "libcrypto.so.3",
        "libcrypto.3.dylib",
        "libcrypto-3-x64.dll",
        "libcrypto-3-arm64.dll",
    ];

    private static readonly Lazy<IntPtr> Library = new(Load);

    static Libcrypto() =>
        NativeLibrary.SetDllImportResolver(
            typeof(Libcrypto).Assembly,
            (name, _, _) => name == Name ? Library.Value : IntPtr.Zero
        );

    public static bool IsThere => Library.Value != IntPtr.Zero;

    /// <summary>Whether it has the plain functions of SHA-256, which a build without deprecated ones leaves out.</summary>
    public static bool HasPlainSha256 =>
        IsThere && NativeLibrary.TryGetExport(Library.Value, "SHA256_Init", out _);

    public static KeyHandle PrivateKey(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Ed25519.PrivateKeySize)
        {
            throw new ArgumentException(
                $"A private key has {Ed25519.PrivateKeySize} bytes, not {bytes.Length}.",
                nameof(bytes)
            );
        }

        var key = NewPrivateKey(Ed25519Type, 0, Start(bytes), (nuint)bytes.Length);
        return key.IsInvalid ? throw new InvalidOperationException("libcrypto takes no Ed25519 key.") : key;
    }

    /// <summary>Invalid where the bytes are no key.</summary>
    public static KeyHandle PublicKey(ReadOnlySpan<byte> bytes) =>
        NewPublicKey(Ed25519Type, 0, Start(bytes), (nuint)bytes.Length);

    public static ContextHandle Context()
    {
        var context = NewContext();
        return context.IsInvalid ? throw new InvalidOperationException("libcrypto has no memory.") : context;
    }

    public static ref readonly byte Start(ReadOnlySpan<byte> bytes) => ref MemoryMarshal.GetReference(bytes);

    [DllImport(Name, EntryPoint = "EVP_PKEY_get_raw_public_key")]
    public static extern int GetPublicKey(KeyHandle key, ref byte bytes, ref nuint length);

    [DllImport(Name, EntryPoint = "EVP_DigestSignInit")]
    public static extern int SignInit(
        ContextHandle context,
        nint keyContext,
        nint digest,
        nint engine,
        KeyHandle key
    );

    [DllImport(Name, EntryPoint = "EVP_DigestSign")]
    public static extern int Sign(
        ContextHandle context,
        ref byte signature,
        ref nuint signatureLength,
        in byte text,
        nuint textLength
    );

    [DllImport(Name, EntryPoint = "EVP_DigestVerifyInit")]
    public static extern int VerifyInit(
        ContextHandle context,
        nint keyContext,
        nint digest,
        nint engine,
        KeyHandle key
    );

    [DllImport(Name, EntryPoint = "EVP_DigestVerify")]
    public static extern int Verify(
        ContextHandle context,
        in byte signature,
        nuint signatureLength,
        in byte text,
        nuint textLength
    );

    [DllImport(Name, EntryPoint = "ERR_clear_error")]
    public static extern void ClearErrors();

    [DllImport(Name, EntryPoint = "SHA256_Init")]
    [SuppressGCTransition]
    public static extern int Sha256Init(ref Sha256Context context);

    [DllImport(Name, EntryPoint = "SHA256_Update")]
    [SuppressGCTransition]
    public static extern int Sha256Update(ref Sha256Context context, in byte bytes, nuint length);

    [DllImport(Name, EntryPoint = "SHA256_Final")]
    [SuppressGCTransition]
    public static extern int Sha256Final(ref byte hash, ref Sha256Context context);

    [DllImport(Name, EntryPoint = "EVP_PKEY_new_raw_private_key")]
    private static extern KeyHandle NewPrivateKey(int type, nint engine, in byte bytes, nuint length);

    [DllImport(Name, EntryPoint = "EVP_PKEY_new_raw_public_key")]
    private static extern KeyHandle NewPublicKey(int type, nint engine, in byte bytes, nuint length);

    [DllImport(Name, EntryPoint = "EVP_MD_CTX_new")]
    private static extern ContextHandle NewContext();

    [DllImport(Name, EntryPoint = "EVP_PKEY_free")]
    private static extern void FreeKey(nint key);

    [DllImport(Name, EntryPoint = "EVP_MD_CTX_free")]
    private static extern void FreeContext(nint context);

    private static IntPtr Load()
    {
        foreach (var file in Files)
        {
            if (
                NativeLibrary.TryLoad(
                    file,
                    Assembly.GetExecutingAssembly(),
                    searchPath: null,
                    out var library
                )
            )
            {
                return library;
            }
        }

        return IntPtr.Zero;
    }

    /// <summary>A SHA256_CTX: eight words of state, the length in bits, a block of 64 bytes, two numbers; 112 bytes.</summary>
    [InlineArray(14)]
    internal struct Sha256Context
    {
        private ulong word;
    }

    /// <summary>An EVP_PKEY.</summary>
    internal sealed class KeyHandle() : SafeHandle(IntPtr.Zero, ownsHandle: true)
    {
        public override bool IsInvalid => handle == IntPtr.Zero;

        protected override bool ReleaseHandle()
        {
            FreeKey(handle);
            return true;
        }
    }

    /// <summary>An EVP_MD_CTX.</summary>
    internal sealed class ContextHandle() : SafeHandle(IntPtr.Zero, ownsHandle: true)
    {
        public override bool IsInvalid => handle == IntPtr.Zero;

        protected override bool ReleaseHandle()
        {
            FreeContext(handle);
            return true;
        }
    }
}
