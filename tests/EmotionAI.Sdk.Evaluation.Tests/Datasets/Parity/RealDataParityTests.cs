using EmotionAI.Evaluation.Datasets;

namespace EmotionAI.Tests.Datasets.Parity;

/// <summary>Reads the real corpora whole: every row is a sample, with the numbers that their README states.</summary>
public sealed class RealDataParityTests
{
    [SharedTheory("data/text/goemotions")]
    [InlineData("train.tsv", 43_410)]
    [InlineData("dev.tsv", 5_426)]
    [InlineData("test.tsv", 5_427)]
    public void Read_GoEmotions_GivesEveryRow(string file, int rows)
    {
        var data = TextDataset.Read(Shared.Path("data", "text", "goemotions", file));

        Assert.Empty(data.Problems);
        Assert.Equal(rows, data.Samples.Count);
        Assert.Equal(EmotionLabels.GoEmotions.Order(), data.Samples.SelectMany(sample => sample.Labels).Distinct().Order());
    }

    [SharedFact("data/text/xed")]
    public void Read_Xed_TakesIdsFromOne()
    {
        using var folder = new TemporaryFolder();
        var names = folder.Write("names.json", """{"1":"anger","2":"anticipation","3":"disgust","4":"fear","5":"joy","6":"sadness","7":"surprise","8":"trust"}""");

        var data = TextDataset.Read(Shared.Path("data", "text", "xed", "en-annotated.tsv"), new DatasetOptions { LabelNamesPath = names });

        Assert.Equal((17_528, 0), (data.Samples.Count, data.Problems.Count));
    }

    [SharedTheory("data/audio/ravdess")]
    [InlineData("ravdess", 1_440, 24, 8)]
    [InlineData("emodb", 535, 10, 7)]
    public void Read_Speech_GivesEveryClip(string corpus, int clips, int speakers, int labels)
    {
        var samples = AudioDataset.Read(Shared.Path("data", "audio", corpus)).Samples;

        Assert.Equal((clips, speakers, labels), (samples.Count, samples.Select(sample => sample.Speaker).Distinct().Count(), samples.SelectMany(sample => sample.Labels).Distinct().Count()));
    }
}
