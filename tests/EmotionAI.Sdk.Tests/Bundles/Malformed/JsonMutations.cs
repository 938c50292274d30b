using System.Text;
using System.Text.Json;

namespace EmotionAI.Tests.Bundles.Malformed;

/// <summary>Changes a JSON text in one place at a time: each number to what overflows, each key and text to half of a character.</summary>
internal static class JsonMutations
{
    private const string Half = "\"\\ud800\"";

    private static readonly string[] Numbers = ["0", "-1", "16777215", "2147483647", "9223372036854775808", "1e300"];

    /// <summary>Lists the changed texts, each with the keys that lead to the place, the changed one last.</summary>
    public static List<(string Place, byte[] Json)> Of(byte[] json)
    {
        List<(string, byte[])> mutations = [];
        var keys = new string[64];
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            var isKey = reader.TokenType == JsonTokenType.PropertyName;
            if (isKey)
            {
                keys[reader.CurrentDepth] = reader.GetString()!;
            }

            string[] values = reader.TokenType == JsonTokenType.Number ? Numbers : isKey || reader.TokenType == JsonTokenType.String ? [Half] : [];
            var start = (int)reader.TokenStartIndex;
            var length = reader.ValueSpan.Length + (reader.TokenType == JsonTokenType.Number ? 0 : 2);
            foreach (var value in values)
            {
                mutations.Add(($"{string.Join('.', keys[1..(reader.CurrentDepth + 1)])} = {(isKey ? "key " : "")}{value}", [.. json[..start], .. Encoding.ASCII.GetBytes(value), .. json[(start + length)..]]));
            }
        }

        return mutations;
    }
}
