using EmotionAI.Cli.Input;
using EmotionAI.Training.Data;

namespace EmotionAI.Cli.Output;

/// <summary>Writes for programs what prepared data holds, as one JSON object on one line.</summary>
internal static class PreparedJson
{
    public static void Write(TextWriter output, PreparedDataset data, string directory)
    {
        using var line = new JsonLine(output);
        var json = line.Begin();
        var statistics = data.Statistics;
        json.WriteString("directory", RawNames.Display(directory));
        json.WriteString("modality", data.IsAudio ? "audio" : "text");
        json.WriteString("source", data.Samples[0].Source);
        json.WriteString("licence", data.Samples[0].Licence);
        json.WriteString("data_sha256", data.Fingerprint);
        json.WriteNumber("num_samples", data.Samples.Count);
        json.WriteNumber("unlabelled", statistics.Unlabelled);
        json.WriteNumber("faults", data.Problems.Count);
        json.WriteStartObject("splits");
        foreach (var split in Enum.GetValues<DataSplit>())
        {
            json.WriteStartObject(NameOf(split));
            json.WriteNumber("num_samples", statistics.Count(split));
            json.WriteNumber("speakers", PreparedTable.SpeakersOf(data, split));
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteStartArray("per_class");
        foreach (var label in data.Labels)
        {
            json.WriteStartObject();
            json.WriteString("label", label);
            json.WriteNumber("train", statistics.Count(label, DataSplit.Train));
            json.WriteNumber("dev", statistics.Count(label, DataSplit.Dev));
            json.WriteNumber("test", statistics.Count(label, DataSplit.Test));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("remarks");
        foreach (var remark in data.Remarks)
        {
            json.WriteStringValue(remark);
        }

        json.WriteEndArray();
        line.End();
        output.Flush();
    }

    private static string NameOf(DataSplit split) => split switch
    {
        DataSplit.Train => "train",
        DataSplit.Dev => "dev",
        _ => "test",
    };
}
