using System.Text.Json;
using EmotionAI.Server.Requests;

namespace EmotionAI.Server.OpenInference;

/// <summary>Sees that parameters are keys with a string, a number or a truth value each, and passes over them: this server knows none.</summary>
internal static class ParametersReader
{
    /// <exception cref="EmotionAIException">They are not.</exception>
    public static void Read(ref RequestJson reader)
    {
        var seen = new HashSet<string>();
        reader.EnterObject("'parameters'");
        while (reader.NextKey(seen, out _))
        {
            if (reader.Kind is JsonTokenType.StartArray or JsonTokenType.StartObject or JsonTokenType.Null)
            {
                throw reader.Wrong("A parameter", "a string, a number, true or false");
            }
        }
    }
}
