using Newtonsoft.Json.Linq;

namespace YallaTake.Client.Answers;

/// <summary>What an order's id looks like: letters and digits that a panel made up, or a number.</summary>
internal static class OrderIdText
{
    private const int MostCharacters = 64;

    /// <summary>The id's text as the panel wrote it; null when the value cannot be one.</summary>
    public static string? Of(JToken? value) =>
        value is not JValue { Type: JTokenType.Float } && AnswerValue.Text(value) is { Length: <= MostCharacters } text
        && text.All(letter => IsDigit(letter) || letter is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_' or '-')
        && text.Any(IsDigit)
        && !IsZeroOrNegative(text)
            ? text
            : null;

    private static bool IsZeroOrNegative(string text) =>
        text.All(letter => letter is '0' or '-' or '_') || (text[0] == '-' && text.Skip(1).All(IsDigit));

    private static bool IsDigit(char letter) => letter is >= '0' and <= '9';
}
