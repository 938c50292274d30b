using System.Diagnostics;
using EmotionAI.Training.Data;
using Xunit.Abstractions;

namespace EmotionAI.Tests.Data;

/// <summary>The corpora of the shared folder as they are.</summary>
public sealed class SharedCorporaTests(ITestOutputHelper output)
{
    [SharedFact("data/text/goemotions")]
    public void PrepareText_GoEmotions_KeepsItsParts()
    {
        var data = PreparedOf("text/goemotions");

        Assert.Equal((43_410, 5_426, 5_427), (data.Statistics.Count(DataSplit.Train), data.Statistics.Count(DataSplit.Dev), data.Statistics.Count(DataSplit.Test)));
        Assert.Equal(EmotionLabels.GoEmotions, data.Labels);
        Assert.Empty(data.Problems);
        Assert.Equal(("GoEmotions", "CC-BY-4.0"), (data.Samples[0].Source, data.Samples[0].Licence));
        Assert.Equal("My favourite food is anything I didn't have to cook myself.", data.Samples[0].Input);
        Assert.Equal(["neutral"], data.Samples[0].Labels);
        Assert.Contains(data.Remarks, remark => remark.Contains("in several parts of the source", StringComparison.Ordinal));
    }

    [SharedFact("data/text/goemotions")]
    public void PrepareText_GoEmotionsDividedAnew_IsStratifiedAndApart()
    {
        var watch = Stopwatch.StartNew();
        var data = PreparedOf("text/goemotions", new TextPreparationOptions { Split = new SplitOptions { KeepsParts = false } });
        output.WriteLine(FormattableString.Invariant($"{watch.Elapsed.TotalSeconds:0.0} s"));

        Assert.InRange(data.Statistics.Count(DataSplit.Test), 5_400, 5_452);
        Assert.All(data.Labels, label => Assert.InRange(data.Statistics.Count(label, DataSplit.Test), (0.1 * data.Statistics.Count(label)) - 15, (0.1 * data.Statistics.Count(label)) + 15));
        var parts = data.Samples.GroupBy(sample => string.Join(' ', EmotionAI.Training.Data.Duplicates.TextWords.Of(sample.Input)), sample => sample.Split);
        Assert.All(parts, part => Assert.Single(part.Distinct()));
    }

    [SharedFact("data/audio/ravdess")]
    public void PrepareAudio_Ravdess_KeepsVoicesApart()
    {
        var data = DatasetPreparation.PrepareAudio(Shared.Path("data", "audio", "ravdess"));
        foreach (var remark in data.Remarks)
        {
            output.WriteLine(remark);
        }

        Assert.Equal(1_440, data.Samples.Count);
        Assert.Equal(EmotionLabels.Ravdess, data.Labels);
        Assert.Equal(24, data.Statistics.Speakers.Count);
        Assert.All(data.Samples.GroupBy(sample => sample.Speaker, sample => sample.Split), speaker => Assert.Single(speaker.Distinct()));
        Assert.InRange(data.Statistics.Count(DataSplit.Test), 120, 180);
        Assert.InRange(data.Statistics.Count(DataSplit.Dev), 120, 180);
        Assert.Empty(data.Problems);
    }

    [SharedFact("data/audio/emodb")]
    public void PrepareAudio_EmoDb_HasOneSpeakerEachInDevAndTest()
    {
        var data = DatasetPreparation.PrepareAudio(Shared.Path("data", "audio", "emodb"));
        foreach (var remark in data.Remarks)
        {
            output.WriteLine(remark);
        }

        Assert.Equal(535, data.Samples.Count);
        Assert.Equal(["anger", "boredom", "disgust", "fear", "happiness", "sadness", "neutral"], data.Labels);
        Assert.Equal([127, 81, 46, 69, 71, 62, 79], data.Labels.Select(data.Statistics.Count));
        Assert.All((DataSplit[])[DataSplit.Dev, DataSplit.Test], split => Assert.Single(data.Of(split).Select(sample => sample.Speaker).Distinct()));
        Assert.Equal("CC0-1.0", data.Samples[0].Licence);
    }

    private PreparedDataset PreparedOf(string name, TextPreparationOptions? options = null)
    {
        var data = DatasetPreparation.PrepareText(Shared.Path(["data", .. name.Split('/')]), options);
        foreach (var remark in data.Remarks)
        {
            output.WriteLine(remark);
        }

        return data;
    }
}
