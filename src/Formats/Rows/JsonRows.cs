using System.Text;
using System.Text.Json;

namespace EmotionAI.Formats;

/// <summary>Reads JSON lines: one object a line, its keys being the columns.</summary>
internal static class JsonRows
{
    public static IEnumerable<DatasetRow> Read(string path, TextReader reader, RowOptions options, Action<int, string> report)
    {
        var lines = new NumberedLines(reader, path, options.OnInvalidBytes, options.OnWaiting);
        while (lines.Next() is { } text)
        {
            if (lines.FaultOf(text, lines.Line) is { } fault)
            {
                report(lines.Line, fault);
            }
            else if (!string.IsNullOrWhiteSpace(text) && Parse(text, lines.Line, report) is { } row)
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
            return new DatasetRow(line, [.. properties.Select(property => property.Name)], [.. properties.Select(property => ValueOf(property.Value))])
            {
                Json = [.. properties.Select(property => property.Value.GetRawText())],
            };
        }
        catch (JsonException e)
        {
            report(line, $"not JSON: {e.Message}");
            return null;
        }
        catch (InvalidOperationException)
        {
            // The parser takes half of a surrogate pair (\ud83d alone) and only refuses to give it as a string.
            var half = HalfCharacters.Replace(Encoding.UTF8.GetBytes(text)).FirstOrDefault();
            report(line, $"found \\{half.Escape}, half of a character (a lone surrogate); allowed: whole characters.");
            return null;
        }
    }

    private static string ValueOf(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
