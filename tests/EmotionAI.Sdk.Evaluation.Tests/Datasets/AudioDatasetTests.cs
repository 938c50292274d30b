using EmotionAI.Evaluation.Datasets;

namespace EmotionAI.Tests.Datasets;

public sealed class AudioDatasetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_FolderOfRavdessAndEmoDbNames_ReadsLabelAndSpeaker()
    {
        foreach (var name in (string[])["03-01-05-01-02-01-12.wav", "03a01Wa.flac", "11b09Nd.wav", "notes.md", "holiday.wav"])
        {
            _folder.Write(name, "");
        }

        var data = AudioDataset.Read(_folder.Path);

        Assert.Equal([("angry", "12"), ("anger", "03"), ("neutral", "11")], data.Samples.Select(sample => (sample.Labels[0], sample.Speaker!)));
        Assert.Contains("holiday.wav", Assert.Single(data.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_Speakers_KeepsOnlyTheirs()
    {
        _folder.Write("03a01Wa.flac", "");
        _folder.Write("11b09Nd.wav", "");

        Assert.Equal("11", Assert.Single(AudioDataset.Read(_folder.Path, new DatasetOptions { Speakers = ["11"] }).Samples).Speaker);
        Assert.Contains("of the speakers 99", Assert.Throws<EmotionAIException>(() => AudioDataset.Read(_folder.Path, new DatasetOptions { Speakers = ["99"] })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_FolderWithATable_TakesPathsRelativeToItAndListsMissingFiles()
    {
        _folder.Write("a.wav", "");
        _folder.Write("list.csv", "file,emotion,speaker\na.wav,joy,s1\nb.wav,anger,s2\n");

        var data = AudioDataset.Read(_folder.Path);

        Assert.Equal(System.IO.Path.Combine(_folder.Path, "a.wav"), Assert.Single(data.Samples).Input);
        Assert.Equal((3, "the audio file 'b.wav' does not exist."), (Assert.Single(data.Problems).Line, data.Problems[0].Message));
    }

    [Fact]
    public void Read_FolderWithTwoTables_IsAnError()
    {
        _folder.Write("a.csv", "");
        _folder.Write("b.csv", "");

        Assert.Contains("a.csv, b.csv", Assert.Throws<EmotionAIException>(() => AudioDataset.Read(_folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SpeakerFolds_Read_GivesTheTestSpeakersAndRefusesOneInTwoFolds()
    {
        var folds = SpeakerFolds.Read(_folder.Write("folds.csv", "fold,speaker\n1,01\n1,11\n2,04\n"));
        var twice = _folder.Write("twice.csv", "fold,speaker\n1,01\n2,01\n");

        Assert.Equal(["01", "11"], folds.TestSpeakers("1"));
        Assert.Contains("there are 1, 2", Assert.Throws<EmotionAIException>(() => folds.TestSpeakers("3")).Message, StringComparison.Ordinal);
        Assert.Contains("line 3", Assert.Throws<EmotionAIException>(() => SpeakerFolds.Read(twice)).Message, StringComparison.Ordinal);
    }
}
