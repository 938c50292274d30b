using EmotionAI.Training.Data;

namespace EmotionAI.Tests.Heads;

/// <summary>Takes the first rows of GoEmotions, those of ../shared or the few of a clone.</summary>
internal static class TextData
{
    public static PreparedDataset GoEmotions(int train, int dev, int test) => new(
        isAudio: false,
        EmotionLabels.GoEmotions,
        [.. Rows("train", train, DataSplit.Train), .. Rows("dev", dev, DataSplit.Dev), .. Rows("test", test, DataSplit.Test)]);

    public static PreparedDataset WithSplit(PreparedDataset data, DataSplit from, DataSplit to) => new(
        data.IsAudio,
        data.Labels,
        [.. data.Samples.Select(sample => sample.Split == from ? sample with { Split = to } : sample)]);

    private static IEnumerable<PreparedSample> Rows(string part, int count, DataSplit split) =>
        File.ReadLines(Goldens.Path("data", "text", "goemotions", $"{part}.tsv")).Take(count).Select((line, i) =>
        {
            var fields = line.Split('\t');
            return new PreparedSample
            {
                Id = $"{part}-{i}",
                Input = fields[0],
                Labels = [.. fields[1].Split(',').Select(id => EmotionLabels.GoEmotions[int.Parse(id, System.Globalization.CultureInfo.InvariantCulture)])],
                Split = split,
            };
        });
}
