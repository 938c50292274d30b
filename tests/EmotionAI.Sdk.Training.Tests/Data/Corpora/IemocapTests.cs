using EmotionAI.Training.Data;

namespace EmotionAI.Tests.Data.Corpora;

public sealed class IemocapTests : IDisposable
{
    private static readonly string[] Labels = ["ang", "hap", "sad", "neu", "exc", "fru", "xxx"];

    private readonly TemporaryFolder _folder = new();

    public IemocapTests()
    {
        for (var session = 1; session <= 3; session++)
        {
            var lines = "% [START_TIME - END_TIME] TURN_NAME EMOTION [V, A, D]\n\n";
            foreach (var (i, label) in Labels.Index())
            {
                var dialog = $"Ses0{session}F_impro05";
                var utterance = $"{dialog}_{(i % 2 == 0 ? 'M' : 'F')}{i:000}";
                lines += $"[{i}.2901 - {i}.9999]\t{utterance}\t{label}\t[2.5000, 2.5000, 2.5000]\nC-E2:\tNeutral;\t()\n";
                _folder.AddClip($"IEMOCAP/Session{session}/sentences/wav/{dialog}/{utterance}.wav", (100 * session) + i);
            }

            _folder.Add($"IEMOCAP/Session{session}/dialog/EmoEvaluation/Ses0{session}F_impro05.txt", lines);
            _folder.Add($"IEMOCAP/Session{session}/dialog/EmoEvaluation/Categorical/Ses0{session}F_impro05_e1_cat.txt", "Ses01F_impro05_M000 :Anger; ()\n");
        }
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void PrepareAudio_Iemocap_ReadsItsEvaluations()
    {
        var data = Prepare(new AudioPreparationOptions());

        Assert.Equal(["ang", "hap", "sad", "neu", "exc", "fru"], data.Labels);
        Assert.Equal(18, data.Samples.Count);
        Assert.Equal(["Ses01F", "Ses01M", "Ses02F", "Ses02M", "Ses03F", "Ses03M"], data.Statistics.Speakers);
        Assert.Equal(("Ses01F_impro05_M000", "ang", "Ses01M", "IEMOCAP"), (data.Samples[0].Id, data.Samples[0].Labels[0], data.Samples[0].Speaker, data.Samples[0].Source));
        Assert.Contains("3 left out: the raters of IEMOCAP did not agree (xxx).", data.Remarks);
        Assert.Empty(data.Problems);
    }

    [Fact]
    public void PrepareAudio_FourClassesWithExcitedMerged_AreTheUsualFour()
    {
        var data = Prepare(new AudioPreparationOptions { MergesExcited = true, FourClasses = true });

        Assert.Equal(["ang", "hap", "sad", "neu"], data.Labels);
        Assert.Equal([3, 6, 3, 3], data.Labels.Select(data.Statistics.Count));
        Assert.Contains("3 left out: the label fru is none of the four classes.", data.Remarks);
    }

    [Fact]
    public void PrepareAudio_UtteranceWithoutRecording_IsAFaultOfItsLine()
    {
        File.Delete(_folder.File("IEMOCAP/Session1/sentences/wav/Ses01F_impro05/Ses01F_impro05_M000.wav"));

        var problem = Assert.Single(Prepare(new AudioPreparationOptions()).Problems);

        Assert.Equal(3, problem.Line);
        Assert.Contains("Ses01F_impro05_M000.wav", problem.Message, StringComparison.Ordinal);
    }

    private PreparedDataset Prepare(AudioPreparationOptions options) => DatasetPreparation.PrepareAudio(_folder.Path, options);
}
