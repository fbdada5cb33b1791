using Newtonsoft.Json.Linq;
using YallaTake.Client.Secrets;

namespace YallaTake.Client.Answers;

/// <summary>Reads an answer of which nothing is known but how panels refuse.</summary>
internal static class AnyAnswer
{
    public static JToken Read(string text, RevealedKey key)
    {
        var answer = AnswerJson.ParseAny(text, key);
        return answer switch
        {
            JArray => answer,
            JValue value when AnswerValue.Text(value) is var said => said is null ? throw AnswerValue.Unreadable("it is empty")
                : PanelErrors.IsKnown(said) ? throw PanelErrors.Refusal(said)
                : answer,
            _ => AnswerJson.Error(answer) is { } error ? throw PanelErrors.Refusal(error) : answer,
        };
    }
}
