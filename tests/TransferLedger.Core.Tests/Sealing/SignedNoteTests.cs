using System.Text;
using FsCheck;
using FsCheck.Fluent;
using TransferLedger.Core.Sealing;

namespace TransferLedger.Core.Tests.Sealing;

/// <summary>The published note of C2SP signed-note, and others that nobody may take for it.</summary>
public sealed class SignedNoteTests
{
    private const string Key = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
    private const string Line =
        "— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";
    private const string Note = $"This is an example message.\n\n{Line}";
    private const string Other = "— example.org/bar AAAAAQIDBA==\n";

    private static readonly VerifierKey Known = VerifierKey.Read(Key).Value;

    [Fact]
    public void The_published_note_verifies() => Assert.Equal([Known], Read(Note).VerifiedBy([Known]).Value);

    [Fact]
    public void The_published_note_is_written_as_it_was_read() => Assert.Equal(Note, Read(Note).ToString());

    [Fact]
    public void A_changed_text_is_refused() =>
        Refused(
            "note.signature-wrong",
            Note.Replace("example message", "exemple message", StringComparison.Ordinal)
        );

    [Fact]
    public void A_changed_signature_is_refused() =>
        Refused("note.signature-wrong", Note.Replace("Uw2QOkn8", "Uw2QOkn9", StringComparison.Ordinal));

    [Fact]
    public void A_changed_key_id_makes_it_a_signature_by_somebody_else() =>
        Refused("note.no-known-key", Note.Replace("Uw2QOk", "Uw2QPk", StringComparison.Ordinal));

    [Fact]
    public void A_changed_name_makes_it_a_signature_by_somebody_else() =>
        Refused(
            "note.no-known-key",
            Note.Replace("example.com/foo", "example.com/fooo", StringComparison.Ordinal)
        );

    [Fact]
    public void Signatures_by_others_are_passed_over() =>
        Assert.Equal([Known], Read(Note + Other).VerifiedBy([Known]).Value);

    [Fact]
    public void Where_all_known_keys_must_have_signed_one_that_has_not_rejects_the_note()
    {
        var (signer, other) = (Keys("good.example"), Keys("other.example"));
        var note = SignedNote.Sign("text\n", signer.All);

        Assert.True(note.VerifiedByAll(signer.Verifiers).IsOk);
        Assert.Equal(
            ["note.not-signed"],
            note.VerifiedByAll([.. signer.Verifiers, other.Verifiers[0]]).Faults.Select(fault => fault.Code)
        );
    }

    [Fact]
    public void One_known_key_that_fails_rejects_a_note_that_another_signed()
    {
        var (good, bad) = (Keys("good.example"), Keys("bad.example"));
        var signed = SignedNote.Sign("text\n", [.. good.All, .. bad.All]).ToString();
        var spoilt = signed
            .Replace("text", "test", StringComparison.Ordinal)
            .Replace(
                SignedNote.Sign("text\n", good.All).ToString()["text\n\n".Length..],
                SignedNote.Sign("test\n", good.All).ToString()["test\n\n".Length..],
                StringComparison.Ordinal
            );

        var faults = Read(spoilt).VerifiedBy([.. good.Verifiers, .. bad.Verifiers]).Faults;

        Assert.Contains(faults, fault => fault.Code == "note.signature-wrong");
    }

    [Fact]
    public void The_text_ends_at_the_last_blank_line() =>
        Assert.Equal("a\n\nb\n", Read($"a\n\nb\n\n{Other}").Text);

    [Theory]
    [InlineData("text\n\n— example.org/bar AAAAAQIDBA==", "note.no-final-newline")]
    [InlineData("text\n", "note.no-signatures")]
    [InlineData("text\n\n", "note.no-signatures")]
    [InlineData("text\r\n\n— example.org/bar AAAAAQIDBA==\n", "note.control-character")]
    [InlineData("text\n\n- example.org/bar AAAAAQIDBA==\n", "note.signature-unreadable")]
    [InlineData("text\n\n— example.org/bar  AAAAAQIDBA==\n", "note.signature-unreadable")]
    [InlineData("text\n\n— example.org/bar AAAAAQIDBA== \n", "note.signature-unreadable")]
    [InlineData("text\n\n— example.org/bar AAAAAQIDBA\n", "note.signature-unreadable")]
    [InlineData("text\n\n— example.org/bar AAAAAQIDBB==\n", "note.signature-unreadable")]
    [InlineData("text\n\n— example.org/bar AAAAAQ==\n", "note.signature-unreadable")]
    [InlineData("text\n\n— example.org+bar AAAAAQIDBA==\n", "note.signature-unreadable")]
    [InlineData("text\n\n—  AAAAAQIDBA==\n", "note.signature-unreadable")]
    [InlineData("text\n\n— exam\u00a0ple AAAAAQIDBA==\n", "note.signature-unreadable")]
    [InlineData(
        "text\n\n— example.org/bar AAAAAQIDBA==\n— example.org/bar AAAAAQIDBQ==\n",
        "note.signature-twice"
    )]
    public void Another_form_is_refused(string note, string code) =>
        Assert.Equal(
            [code],
            SignedNote.Read(Encoding.UTF8.GetBytes(note)).Faults.Select(fault => fault.Code).Distinct()
        );

    [Fact]
    public void Bytes_that_are_no_utf8_are_refused() =>
        Assert.Equal(
            "note.not-utf8",
            SignedNote.Read([0xC3, 0x28, .. Encoding.UTF8.GetBytes(Note)]).Faults[0].Code
        );

    [Fact]
    public void A_note_that_is_too_long_is_refused_unread() =>
        Assert.Equal("note.too-long", SignedNote.Read(new byte[SignedNote.LongestNote + 1]).Faults[0].Code);

    [Theory]
    [InlineData(SignedNote.MostSignatures, true)]
    [InlineData(SignedNote.MostSignatures + 1, false)]
    public void A_note_has_so_many_signatures_at_most(int signatures, bool isRead)
    {
        var lines = Enumerable.Range(0, signatures).Select(n => $"— example.org/{n} AAAAAQIDBA==\n");

        Assert.Equal(isRead, SignedNote.Read(Encoding.UTF8.GetBytes($"text\n\n{string.Concat(lines)}")).IsOk);
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once() =>
        Assert.Equal(
            ["note.control-character", "note.no-final-newline", "note.signature-unreadable"],
            SignedNote.Read("te\txt\n\n- x"u8).Faults.Select(fault => fault.Code)
        );

    [Fact]
    public void A_mutated_note_is_refused_or_read_as_exactly_what_it_is()
    {
        var signed = SignedNote.Sign("example.org/log\n12\nabc\n", Keys("example.org/log").All).ToBytes();
        Prop.ForAll(
                Mutations.Of(signed, Encoding.UTF8.GetBytes(Note)).ToArbitrary(),
                bytes =>
                    !SignedNote.Read(bytes).IsOk
                    || SignedNote.Read(bytes).Value.ToBytes().AsSpan().SequenceEqual(bytes)
            )
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void No_mutation_of_the_published_note_verifies()
    {
        var note = Encoding.UTF8.GetBytes(Note);
        Prop.ForAll(
                Mutations.Of(note).ToArbitrary(),
                bytes =>
                    bytes.AsSpan().SequenceEqual(note)
                    || !SignedNote.Read(bytes).IsOk
                    || !SignedNote.Read(bytes).Value.VerifiedBy([Known]).IsOk
            )
            .QuickCheckThrowOnFailure();
    }

    internal static SigningKeys Keys(string name)
    {
        using var ecdsa = System.Security.Cryptography.ECDsa.Create(
            System.Security.Cryptography.ECCurve.NamedCurves.nistP256
        );
        var seed = System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(name));
        return SigningKeys.Read(SigningKeys.Write(seed, ecdsa), name).Value;
    }

    private static SignedNote Read(string note) => SignedNote.Read(Encoding.UTF8.GetBytes(note)).Value;

    private static void Refused(string code, string note) =>
        Assert.Equal([code], Read(note).VerifiedBy([Known]).Faults.Select(fault => fault.Code));
}

/// <summary>Bytes that differ from given ones in a few places: changed, left out, doubled, put in, or swapped.</summary>
internal static class Mutations
{
    private static Gen<byte> Bytes { get; } =
        Gen.Frequency((3, Gen.Choose(0, 255)), (2, Gen.Elements(0x0A, 0x20, 0x30, 0x3D, 0x2B, 0x0D, 0x41)))
            .Select(b => (byte)b);

    public static Gen<byte[]> Of(params byte[][] originals) =>
        from original in Gen.Elements(originals)
        from steps in Gen.NonEmptyListOf(Step).Where(all => all.Count <= 3)
        select steps.Aggregate(original, (bytes, step) => step(bytes));

    private static Gen<Func<byte[], byte[]>> Step { get; } =
        from at in Gen.Choose(0, 10_000)
        from value in Bytes
        from kind in Gen.Choose(0, 4)
        select (Func<byte[], byte[]>)(bytes => Mutate(bytes, at % (bytes.Length + 1), value, kind));

    private static byte[] Mutate(byte[] bytes, int at, byte value, int kind) =>
        kind switch
        {
            0 when at < bytes.Length => [.. bytes[..at], value, .. bytes[(at + 1)..]],
            1 when at < bytes.Length => [.. bytes[..at], .. bytes[(at + 1)..]],
            2 => [.. bytes[..at], value, .. bytes[at..]],
            3 => bytes[..at],
            _ => [.. bytes[at..], .. bytes[..at]],
        };
}
