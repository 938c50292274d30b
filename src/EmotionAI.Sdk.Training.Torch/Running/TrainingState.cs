using System.Text.Json;
using EmotionAI.Formats;

namespace EmotionAI.Training.Torch.Running;

/// <summary>Holds where a training stands, beside its weights.</summary>
internal sealed class TrainingState
{
    private const int LargestFile = 16 << 20;

    /// <summary>Gets or sets the steps that are done.</summary>
    public int Step { get; set; }

    /// <summary>Gets or sets the step with the best weights; 0 before the first measurement.</summary>
    public int BestStep { get; set; }

    /// <summary>Gets or sets the macro-F1 of the best weights.</summary>
    public double? Best { get; set; }

    /// <summary>Gets or sets the number of measurements since then.</summary>
    public int Stale { get; set; }

    /// <summary>Gets or sets the sum of the losses since the last point of the curve.</summary>
    public double LossSum { get; set; }

    /// <summary>Gets or sets the number of these losses.</summary>
    public int LossCount { get; set; }

    public List<TrainingPoint> Curve { get; } = [];

    /// <summary>Writes the state.</summary>
    /// <param name="fingerprint">What tells this training from any other.</param>
    public byte[] Format(string fingerprint)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("training", fingerprint);
            json.WriteNumber("step", Step);
            json.WriteNumber("best_step", BestStep);
            WriteNumber(json, "best", Best);
            json.WriteNumber("stale", Stale);
            json.WriteNumber("loss_sum", LossSum);
            json.WriteNumber("loss_count", LossCount);
            json.WriteStartArray("curve");
            foreach (var point in Curve)
            {
                json.WriteStartObject();
                json.WriteNumber("step", point.Step);
                json.WriteNumber("loss", point.Loss);
                WriteNumber(json, "macro_f1", point.MacroF1);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <summary>Reads a state.</summary>
    /// <exception cref="EmotionAIException">It is broken, or of another training.</exception>
    public static TrainingState Read(string path, string fingerprint)
    {
        try
        {
            using var document = JsonDocument.Parse(ArtefactFile.ReadBytes(path, LargestFile));
            var root = document.RootElement;
            if (root.GetProperty("training").GetString() != fingerprint)
            {
                throw ArtefactFile.Fault(EmotionErrorCodes.SettingInvalid, path, "the checkpoint is of other data, another base model or other options", "the same ones, or another or an empty checkpoint folder, are");
            }

            var state = new TrainingState
            {
                Step = root.GetProperty("step").GetInt32(),
                BestStep = root.GetProperty("best_step").GetInt32(),
                Best = Number(root, "best"),
                Stale = root.GetProperty("stale").GetInt32(),
                LossSum = root.GetProperty("loss_sum").GetDouble(),
                LossCount = root.GetProperty("loss_count").GetInt32(),
            };
            state.Curve.AddRange(root.GetProperty("curve").EnumerateArray().Select(point =>
                new TrainingPoint(point.GetProperty("step").GetInt32(), point.GetProperty("loss").GetDouble(), Number(point, "macro_f1"))));
            return state;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw ArtefactFile.Fault(EmotionErrorCodes.FormatInvalid, path, "the state of a training is broken", "another or an empty checkpoint folder is", cause: e);
        }
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double? number)
    {
        if (number is { } value)
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static double? Number(JsonElement parent, string name) => parent.GetProperty(name) is { ValueKind: not JsonValueKind.Null } value ? value.GetDouble() : null;
}
