using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EmotionAI.Evaluation.Datasets;
using EmotionAI.Formats;

namespace EmotionAI.Cli.Evaluating;

/// <summary>Keeps in a model folder which data the model was tested on, so that nobody fits thresholds to it.</summary>
internal sealed class TestDataMarks(string modelDirectory)
{
    public const string FileName = "evaluated_data.json";

    /// <summary>So many hexadecimal digits tell a sample from any other.</summary>
    private const int ShortLength = 12;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, IndentSize = 2 };

    private readonly string _path = Path.Combine(modelDirectory, FileName);

    /// <summary>Finds how data was marked: as a whole, in another order or format, or half of its samples.</summary>
    /// <returns>The split and the name of the data; null where it was not.</returns>
    public string? Find(Dataset data)
    {
        foreach (var mark in Read())
        {
            var shared = Text(mark, "data_sha256") == data.Fingerprint ? data.Samples.Count : CountShared(data, Text(mark, "samples") ?? "");
            if (2 * shared >= data.Samples.Count)
            {
                return Invariant($"{Text(mark, "split")} of '{Text(mark, "dataset")}' ({shared} of {data.Samples.Count} samples)");
            }
        }

        return null;
    }

    /// <summary>Marks data.</summary>
    /// <returns>False where the folder cannot be written to.</returns>
    public bool Add(Dataset data, string split, string name)
    {
        if (Read().Any(mark => Text(mark, "data_sha256") == data.Fingerprint))
        {
            return true;
        }

        try
        {
            var marks = new JsonArray([.. Read().Select(mark => mark?.DeepClone()), new JsonObject { ["data_sha256"] = data.Fingerprint, ["split"] = split, ["dataset"] = name, ["samples"] = string.Concat(data.SampleFingerprints.Select(Short).Order(StringComparer.Ordinal)) }]);
            OutputGate.Pass(_path, () => AtomicFile.Write(_path, Encoding.UTF8.GetBytes(marks.ToJsonString(Indented) + "\n")));
            return true;
        }
        catch (EmotionAIException e) when (e.Code == EmotionErrorCodes.FileUnwritable)
        {
            return false;
        }
    }

    private static string Short(string fingerprint) => fingerprint[..ShortLength];

    private static int CountShared(Dataset data, string samples)
    {
        var marked = samples.Chunk(ShortLength).Select(sample => new string(sample)).ToHashSet(StringComparer.Ordinal);
        return data.SampleFingerprints.Count(sample => marked.Contains(Short(sample)));
    }

    private static string? Text(JsonNode? mark, string key) => mark is JsonObject && mark[key] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private JsonArray Read()
    {
        if (!File.Exists(_path))
        {
            return [];
        }

        using var document = JsonText.Parse(ArtefactFile.ReadBytes(_path), _path, new JsonDocumentOptions { MaxDepth = 8, AllowDuplicateProperties = false });
        var root = document.RootElement.Clone();
        return root.ValueKind == JsonValueKind.Array
            ? JsonArray.Create(root)!
            : throw ArtefactFile.Fault(EmotionErrorCodes.FormatInvalid, _path, JsonText.Describe(root), "the list of evaluated data that evaluate writes is");
    }
}
