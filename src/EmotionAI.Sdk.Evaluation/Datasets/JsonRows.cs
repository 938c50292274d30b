using System.Text.Json;
using EmotionAI.Evaluation.Artefacts;

namespace EmotionAI.Evaluation.Datasets;

/// <summary>Reads JSON lines: one object a line, its keys being the columns.</summary>
internal static class JsonRows
{
    public static IEnumerable<DatasetRow> Read(string path, Action<int, string> report)
    {
        using var reader = new StreamReader(ArtefactFile.Open(path));
        var line = 0;
        while (reader.ReadLine() is { } text)
        {
            line++;
            if (!string.IsNullOrWhiteSpace(text) && Parse(text, line, report) is { } row)
            {
                yield return row;
            }
        }
    }

    private static DatasetRow? Parse(string text, int line, Action<int, string> report)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                report(line, $"a JSON {document.RootElement.ValueKind.ToString().ToLowerInvariant()}; an object is allowed.");
                return null;
            }

            JsonProperty[] properties = [.. document.RootElement.EnumerateObject().Where(property => property.Value.ValueKind != JsonValueKind.Null)];
            return new DatasetRow(line, [.. properties.Select(property => property.Name)], [.. properties.Select(property => ValueOf(property.Value))]);
        }
        catch (JsonException e)
        {
            report(line, $"not JSON: {e.Message}");
            return null;
        }
    }

    private static string ValueOf(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
