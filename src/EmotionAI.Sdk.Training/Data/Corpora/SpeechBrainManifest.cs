using System.Text.Json;
using EmotionAI.Formats;

namespace EmotionAI.Training.Data.Corpora;

/// <summary>Reads the manifests of SpeechBrain's recipes: <c>train.json</c>, <c>valid.json</c>, <c>test.json</c>, each <c>{"id": {"wav": "{data_root}/x.wav", "emo": "ang"}}</c>.</summary>
internal sealed class SpeechBrainManifest : ICorpus
{
    private const string Root = "{data_root}";
    private const string Recording = "wav";
    private const int LongestManifest = 256 << 20;
    private const int Depth = 16;

    private static readonly string[] LabelKeys = ["emo", "emotion", "label"];
    private static readonly string[] SpeakerKeys = ["spk_id", "speaker", "spk"];

    public string Name => "manifests of SpeechBrain (train.json)";

    public string? Licence => null;

    public bool Recognizes(CorpusSource source) => Manifests(source).Any();

    public IEnumerable<CorpusSample> Read(CorpusSource source, CorpusReading reading)
    {
        foreach (var (file, split) in Manifests(source))
        {
            var manifest = source.PathOf(file);
            using var document = JsonText.Parse(source.Read(file, LongestManifest), manifest, new JsonDocumentOptions { MaxDepth = Depth });
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw ArtefactFile.Fault(EmotionErrorCodes.FormatInvalid, manifest, JsonText.Describe(document.RootElement), "an object of id to {\"wav\", \"emo\"} is");
            }

            foreach (var entry in document.RootElement.EnumerateObject())
            {
                if (Read(entry, manifest, reading) is { } sample)
                {
                    yield return sample with { Split = split };
                }
            }
        }
    }

    private static IEnumerable<(string File, DataSplit? Split)> Manifests(CorpusSource source)
    {
        if (source.Folder is null)
        {
            return [];
        }

        var files = source.Files.Where(file => file.EndsWith(".json", StringComparison.OrdinalIgnoreCase) && !file.Contains('/', StringComparison.Ordinal));
        return source.IsFile
            ? files.Select(file => (file, (DataSplit?)null))
            : files.Where(file => PartName.Parse(file) is not null).Select(file => (file, PartName.Parse(file))).OrderBy(file => file.Item2);
    }

    private static CorpusSample? Read(JsonProperty entry, string manifest, CorpusReading reading)
    {
        if (entry.Value.ValueKind != JsonValueKind.Object || TextOf(entry.Value, [Recording]) is not { } wav)
        {
            return Refuse($"there is no '{Recording}'; the path of the recording is needed.");
        }

        if (TextOf(entry.Value, LabelKeys) is not { Length: > 0 } label)
        {
            return Refuse($"there is no label; one of {string.Join(", ", LabelKeys)} is needed.");
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(manifest))!;
        var path = Path.GetFullPath(Path.Combine(folder, wav.Replace(Root, reading.Audio.DataRoot ?? folder, StringComparison.Ordinal)));
        if (!File.Exists(path))
        {
            return Refuse($"the recording '{wav}' does not exist{(wav.Contains(Root, StringComparison.Ordinal) ? $"; {Root} is '{reading.Audio.DataRoot ?? folder}', and --data-root names another folder" : "")}.");
        }

        return new CorpusSample
        {
            Id = entry.Name,
            Input = path,
            Labels = [label],
            Speaker = TextOf(entry.Value, SpeakerKeys) ?? IemocapCorpus.SpeakerOf(entry.Name),
            Origin = manifest,
        };

        CorpusSample? Refuse(string message)
        {
            reading.Report(manifest, 0, $"'{entry.Name}': {message}");
            return null;
        }
    }

    private static string? TextOf(JsonElement entry, string[] keys)
    {
        foreach (var key in keys)
        {
            if (entry.TryGetProperty(key, out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number)
            {
                return value.ToString();
            }
        }

        return null;
    }
}
