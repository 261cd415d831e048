namespace TransferLedger.Core.Parties;

/// <summary>IMO ship numbers: seven digits, the last the sum of the others weighted 7 to 2, modulo 10.</summary>
public static class ImoNumber
{
    public static bool IsValid(string text) =>
        text.Length == 7
        && text.All(char.IsAsciiDigit)
        && Enumerable.Range(0, 6).Sum(i => (text[i] - '0') * (7 - i)) % 10 == text[6] - '0';
}
