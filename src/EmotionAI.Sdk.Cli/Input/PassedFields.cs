using System.Text.Json;

namespace EmotionAI.Cli.Input;

/// <summary>Holds the fields of a row that go on to its result.</summary>
/// <param name="Id">The id as JSON; null for none.</param>
/// <param name="Kept">The other fields, as JSON.</param>
internal sealed record PassedFields(string? Id, IReadOnlyList<KeyValuePair<string, string>> Kept)
{
    public void Write(Utf8JsonWriter json)
    {
        if (Id is not null)
        {
            json.WritePropertyName("id");
            json.WriteRawValue(Id);
        }

        if (Kept.Count > 0)
        {
            json.WriteStartObject("fields");
            foreach (var (name, value) in Kept)
            {
                json.WritePropertyName(name);
                json.WriteRawValue(value);
            }

            json.WriteEndObject();
        }
    }
}
