using EmotionAI.Evaluation.Datasets;
using EmotionAI.Training.Data;

namespace EmotionAI.Tests.Heads;

/// <summary>Takes the 32 clips of EmoDB that a clone has: 8 speakers, 4 labels.</summary>
internal static class SpeechData
{
    private static readonly string Folder = Path.GetFullPath(Path.Combine(Goldens.Root, "..", "..", "notebooks", "data", "emodb"));

    public static PreparedDataset EmoDb(Func<PreparedSample, PreparedSample>? change = null)
    {
        PreparedSample[] samples =
        [
            .. Dataset.ReadAudio(Folder).Samples.Select(sample => new PreparedSample
            {
                Id = Path.GetFileNameWithoutExtension(sample.Input),
                Input = sample.Input,
                Labels = sample.Labels,
                Speaker = sample.Speaker,
                Source = "EmoDB",
                Licence = "CC0-1.0",
            }).Select(change ?? (static sample => sample)),
        ];
        return new PreparedDataset(isAudio: true, new EmotionLabels(samples.Select(sample => sample.Labels[0]).Distinct().Order(StringComparer.Ordinal)), samples);
    }
}
