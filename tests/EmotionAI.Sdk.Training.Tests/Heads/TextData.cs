using EmotionAI.Training.Data;

namespace EmotionAI.Tests.Heads;

/// <summary>Takes the first rows of GoEmotions: of the few of a clone, or of all.</summary>
internal static class TextData
{
    /// <param name="train">The number of rows to learn from.</param>
    /// <param name="dev">The number of rows to choose on.</param>
    /// <param name="test">The number of rows to measure on.</param>
    /// <param name="isWhole">Whether the rows are those of the whole corpus, in ../shared.</param>
    public static PreparedDataset GoEmotions(int train, int dev, int test, bool isWhole = false) => new(
        isAudio: false,
        EmotionLabels.GoEmotions,
        [.. Rows("train", train, DataSplit.Train, isWhole), .. Rows("dev", dev, DataSplit.Dev, isWhole), .. Rows("test", test, DataSplit.Test, isWhole)]);

    public static PreparedDataset WithSplit(PreparedDataset data, DataSplit from, DataSplit to) => new(
        data.IsAudio,
        data.Labels,
        [.. data.Samples.Select(sample => sample.Split == from ? sample with { Split = to } : sample)]);

    private static IEnumerable<PreparedSample> Rows(string part, int count, DataSplit split, bool isWhole) =>
        File.ReadLines(isWhole ? Shared.Path("data", "text", "goemotions", $"{part}.tsv") : Goldens.Path("data", "text", "goemotions", $"{part}.tsv")).Take(count).Select((line, i) =>
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
