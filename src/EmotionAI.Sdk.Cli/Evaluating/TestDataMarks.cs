using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EmotionAI.Bundles;
using EmotionAI.Evaluation.Artefacts;

namespace EmotionAI.Cli.Evaluating;

/// <summary>Keeps in a model folder which data the model was tested on, so that nobody fits thresholds to it.</summary>
internal sealed class TestDataMarks(string directory)
{
    public const string FileName = "evaluated_data.json";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, IndentSize = 2 };

    private readonly string _path = Path.Combine(BundleLayout.Find(directory).ModelDirectory, FileName);

    /// <summary>Finds how data was marked.</summary>
    /// <returns>The split and the name of the data; null where it was not.</returns>
    public string? Find(string fingerprint) => Read().FirstOrDefault(mark => Text(mark, "data_sha256") == fingerprint) is { } mark ? $"{Text(mark, "split")} of '{Text(mark, "dataset")}'" : null;

    /// <summary>Marks data.</summary>
    /// <returns>False where the folder cannot be written to.</returns>
    public bool Add(string fingerprint, string split, string dataset)
    {
        if (Find(fingerprint) is not null)
        {
            return true;
        }

        try
        {
            var marks = new JsonArray([.. Read().Select(mark => mark?.DeepClone()), new JsonObject { ["data_sha256"] = fingerprint, ["split"] = split, ["dataset"] = dataset }]);
            AtomicFile.Write(_path, Encoding.UTF8.GetBytes(marks.ToJsonString(Indented) + "\n"));
            return true;
        }
        catch (EmotionAIException e) when (e.Code == EmotionErrorCodes.FileUnwritable)
        {
            return false;
        }
    }

    private static string? Text(JsonNode? mark, string key) => mark is JsonObject && mark[key] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private JsonArray Read()
    {
        try
        {
            return File.Exists(_path) ? JsonNode.Parse(File.ReadAllBytes(_path)) as JsonArray ?? [] : [];
        }
        catch (JsonException e)
        {
            throw new EmotionAIException(EmotionErrorCodes.FormatInvalid, $"'{_path}' is not the list of evaluated data that evaluate writes: {e.Message}", _path, innerException: e);
        }
    }
}
