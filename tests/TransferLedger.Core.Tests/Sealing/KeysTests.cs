using System.Security.Cryptography;
using System.Text;
using TransferLedger.Core.Sealing;

namespace TransferLedger.Core.Tests.Sealing;

public sealed class KeysTests
{
    private const string Published = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

    // RFC 8032 section 7.1, test 2.
    private const string Private = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";
    private const string Public = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
    private const string SignatureOf72 =
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";

    [Fact]
    public void Ed25519_signs_as_its_rfc_says()
    {
        var key = Convert.FromHexString(Private);

        Assert.Equal(Public, Convert.ToHexStringLower(Ed25519.PublicKey(key)));
        Assert.Equal(SignatureOf72, Convert.ToHexStringLower(Ed25519.Sign([0x72], key)));
        Assert.True(
            Ed25519.Verifies([0x72], Convert.FromHexString(SignatureOf72), Convert.FromHexString(Public))
        );
    }

    [Fact]
    public void An_empty_text_is_signed_as_its_rfc_says()
    {
        // Test 1.
        var key = Convert.FromHexString("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
        var signature = Ed25519.Sign([], key);

        Assert.StartsWith(
            "e5564300c360ac729086e2cc806e828a",
            Convert.ToHexStringLower(signature),
            StringComparison.Ordinal
        );
        Assert.True(Ed25519.Verifies([], signature, Ed25519.PublicKey(key)));
    }

    [Fact]
    public void The_published_verifier_key_is_read_and_written()
    {
        var key = VerifierKey.Read(Published).Value;

        Assert.Equal(("example.com/foo", 0x530d903au, SignatureType.Ed25519), (key.Name, key.Id, key.Type));
        Assert.Equal(Published, key.ToString());
    }

    [Theory]
    [InlineData("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2l", "key.id")]
    [InlineData("example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", "key.id")]
    [InlineData("example.com/bar+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", "key.id")]
    [InlineData("+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", "key.name")]
    [InlineData("exam ple+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", "key.name")]
    [InlineData("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv", "key.unreadable")]
    [InlineData("example.com/foo+530d903a+A+kyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", "key.unreadable")]
    [InlineData("example.com/foo+530d903a", "key.unreadable")]
    [InlineData("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k\n", "key.unreadable")]
    [InlineData("", "key.unreadable")]
    public void A_text_that_is_no_key_is_refused(string text, string code) =>
        Assert.Equal(code, Assert.Single(VerifierKey.Read(text).Faults).Code);

    [Fact]
    public void The_id_of_an_ecdsa_key_is_that_of_its_subject_public_key_info()
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var key = SigningKey.OfEcdsa("example.org/log", ecdsa.ExportPkcs8PrivateKey());

        var expected = Convert.ToHexStringLower(
            SHA256.HashData(ecdsa.ExportSubjectPublicKeyInfo()).AsSpan(0, 4)
        );

        Assert.Equal(expected, key.Verifier.Id.ToString("x8"));
        Assert.Equal(key.Verifier, VerifierKey.Read(key.Verifier.ToString()).Value);
    }

    [Fact]
    public void An_ecdsa_key_on_a_curve_that_nobody_knows_is_refused()
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var key = ecdsa.ExportSubjectPublicKeyInfo();
        // Within the object identifier of the curve.
        key[16] ^= 1;

        var read = VerifierKey.Of("example.org/log", SignatureType.EcdsaP256, key);

        Assert.Equal("key.unreadable", Assert.Single(read.Faults).Code);
    }

    [Fact]
    public void An_ecdsa_key_on_another_curve_is_refused()
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP384);

        var read = VerifierKey.Of(
            "example.org/log",
            SignatureType.EcdsaP256,
            ecdsa.ExportSubjectPublicKeyInfo()
        );

        Assert.Equal("key.unreadable", Assert.Single(read.Faults).Code);
    }

    [Theory]
    [InlineData(SignatureType.Ed25519)]
    [InlineData(SignatureType.EcdsaP256)]
    public void What_a_key_signs_it_verifies_and_nothing_else(SignatureType type)
    {
        var key = SignedNoteTests.Keys("example.org/log").All.Single(k => k.Verifier.Type == type);
        var signature = key.Sign("text"u8);

        Assert.True(key.Verifier.Verifies("text"u8, signature));
        Assert.False(key.Verifier.Verifies("test"u8, signature));
        signature[^1] ^= 1;
        Assert.False(key.Verifier.Verifies("text"u8, signature));
        Assert.False(key.Verifier.Verifies("text"u8, signature.AsSpan(1)));
        Assert.False(key.Verifier.Verifies("text"u8, []));
    }

    [Fact]
    public void A_key_prints_nothing_of_what_it_holds()
    {
        var key = SigningKey.OfEd25519("example.org/log", Convert.FromHexString(Private));

        Assert.Equal(key.Verifier.ToString(), $"{key}");
    }

    [Fact]
    public void A_file_of_keys_is_read_back_ed25519_first()
    {
        var keys = SignedNoteTests.Keys("example.org/log");

        Assert.Equal(
            [SignatureType.Ed25519, SignatureType.EcdsaP256],
            keys.All.Select(key => key.Verifier.Type)
        );
        Assert.True(keys is { IsConformant: true, LacksLibcrypto: false });
    }

    [Fact]
    public void Without_libcrypto_the_ecdsa_key_signs_alone_and_that_is_not_conformant()
    {
        var keys = SigningKeys.Read(File(), "example.org/log", hasLibcrypto: false).Value;

        Assert.Equal([SignatureType.EcdsaP256], keys.All.Select(key => key.Verifier.Type));
        Assert.True(keys is { IsConformant: false, LacksLibcrypto: true });
    }

    [Fact]
    public void Without_libcrypto_an_ed25519_key_alone_signs_nothing()
    {
        var alone = File()[..(File().IndexOf("-----END PRIVATE KEY-----", StringComparison.Ordinal) + 25)];

        var read = SigningKeys.Read(alone, "example.org/log", hasLibcrypto: false);

        Assert.Contains("libcrypto 3", Assert.Single(read.Faults).Says, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_keys_of_a_type_are_refused() =>
        Assert.Equal(
            "key-file.twice",
            Assert.Single(SigningKeys.Read(File() + File(), "a.example").Faults).Code
        );

    [Theory]
    [InlineData("", "key-file.empty")]
    [InlineData("hello", "key-file.empty")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", "key-file.unreadable")]
    [InlineData("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n", "key-file.unreadable")]
    public void A_file_without_a_key_is_refused(string pem, string code) =>
        Assert.Equal(code, Assert.Single(SigningKeys.Read(pem, "a.example").Faults).Code);

    private static string File()
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return SigningKeys.Write(SHA256.HashData(Encoding.UTF8.GetBytes("seed")), ecdsa);
    }
}
