namespace TransferLedger.Core.Faults;

/// <summary>A word of the input as it may stand in a sentence: in quotation marks, cut at 60 characters.</summary>
public static class Quote
{
    private const int Longest = 60;

    public static string Of(string word) =>
        word.Length <= Longest ? $"\"{word}\"" : $"\"{word[..Longest]}…\"";
}
