using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Training.Data;
using EmotionAI.Training.Torch.Running;
using EmotionAI.Training.Writing;

namespace EmotionAI.Training.Torch.Writing;

/// <summary>Says in <c>model_meta.json</c> what a model was made of.</summary>
internal static class TrainingMeta
{
    /// <summary>Describes a training.</summary>
    /// <param name="method">How it was trained.</param>
    /// <param name="baseModel">The name of the folder it was trained from; null for none.</param>
    /// <param name="data">The data.</param>
    /// <param name="options">The options.</param>
    /// <param name="output">The folder, whose name the model has where the options say none.</param>
    /// <param name="state">Where the training ended.</param>
    /// <param name="sampleRate">The sample rate, in Hz; null for text.</param>
    public static ModelMeta Describe(string method, string? baseModel, PreparedDataset data, TorchTrainingOptions options, string output, TrainingState state, int? sampleRate = null) => new()
    {
        ModelName = options.ModelName ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(output))),
        Dataset = Join(data.Samples.Select(sample => sample.Source)),
        Classes = data.Labels,
        SampleRate = sampleRate,
        Seed = options.Seed,
        Date = BuildDate.Today,
        Others =
        [
            .. baseModel is null ? [] : new[] { Pair("base_model", writer => writer.WriteStringValue(baseModel)) },
            Pair("method", writer => writer.WriteStringValue(method)),
            Pair("data_fingerprint", writer => writer.WriteStringValue(data.Fingerprint)),
            Pair("data_licence", writer => WriteText(writer, Join(data.Samples.Select(sample => sample.Licence)))),
            Pair("steps", writer => writer.WriteNumberValue(state.Step)),
            Pair("best_step", writer => writer.WriteNumberValue(state.BestStep)),
            Pair("options", writer => WriteOptions(writer, options)),
        ],
    };

    /// <summary>Tells one training from any other: data, options, the weights it begins with.</summary>
    public static string Fingerprint(PreparedDataset data, TorchTrainingOptions options, WeightStore weights)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        IEnumerable<string> lines = [data.Fingerprint, .. data.Samples.Select(sample => sample.Id), .. options.Describe()];
        hash.AppendData(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        foreach (var name in weights.Names)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(name));
            hash.AppendData(MemoryMarshal.AsBytes(weights.Read(name).Values.Span));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string? Join(IEnumerable<string?> names) => string.Join(" + ", names.OfType<string>().Distinct().Order(StringComparer.Ordinal)) is { Length: > 0 } joined ? joined : null;

    private static void WriteText(Utf8JsonWriter writer, string? text)
    {
        if (text is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            writer.WriteStringValue(text);
        }
    }

    private static void WriteOptions(Utf8JsonWriter writer, TorchTrainingOptions options)
    {
        writer.WriteStartObject();
        foreach (var line in options.Describe().Where(option => !option.EndsWith(' ')))
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            writer.WriteString(line[..space], line[(space + 1)..]);
        }

        writer.WriteEndObject();
    }

    private static KeyValuePair<string, JsonElement> Pair(string name, Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            write(writer);
        }

        return KeyValuePair.Create(name, JsonDocument.Parse(stream.ToArray()).RootElement);
    }
}
