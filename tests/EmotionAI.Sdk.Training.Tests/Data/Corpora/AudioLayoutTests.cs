using EmotionAI.Evaluation.Datasets;
using EmotionAI.Training.Data;

namespace EmotionAI.Tests.Data.Corpora;

/// <summary>Layouts of anybody's recordings: manifests of SpeechBrain, tables, one folder a label.</summary>
public sealed class AudioLayoutTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void PrepareAudio_SpeechBrainManifests_KeepPartsAndTellCrossingSpeakers()
    {
        AddManifests("{data_root}/wav");

        var data = DatasetPreparation.PrepareAudio(_folder.Path);

        Assert.Equal(["Ses01F_impro01_F000", "Ses01F_impro01_F001", "Ses01F_impro01_F002", "Ses01F_impro01_M000"], data.Samples.Select(sample => sample.Id).Order(StringComparer.Ordinal));
        Assert.Equal((2, 1, 1), (data.Statistics.Count(DataSplit.Train), data.Statistics.Count(DataSplit.Dev), data.Statistics.Count(DataSplit.Test)));
        Assert.Contains(data.Remarks, remark => remark.Contains("share 1 of 2 speakers (Ses01F)", StringComparison.Ordinal));
        var error = Assert.Throws<EmotionAIException>(() => DatasetPreparation.PrepareAudio(_folder.Path, new AudioPreparationOptions { IsStrict = true }));
        Assert.Contains("share 1 of 2 speakers", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PrepareAudio_DataRoot_StandsForTheFolder()
    {
        AddManifests("{data_root}");

        Assert.Throws<EmotionAIException>(() => DatasetPreparation.PrepareAudio(_folder.Path));
        var data = DatasetPreparation.PrepareAudio(_folder.File("train.json"), new AudioPreparationOptions { DataRoot = _folder.File("wav") });

        Assert.Equal(2, data.Samples.Count);
    }

    [Theory]
    [InlineData("""{"a": {"emo": "ang"}}""", "'a': there is no 'wav'")]
    [InlineData("""{"a": {"wav": "wav/a.wav"}}""", "'a': there is no label")]
    [InlineData("""{"a": {"wav": "wav/none.wav", "emo": "ang"}}""", "'wav/none.wav' does not exist")]
    [InlineData("""["a"]""", "an object of id to")]
    [InlineData("""{"a": """, "not JSON")]
    public void PrepareAudio_ManifestWithAFault_SaysWhich(string manifest, string message)
    {
        _folder.Write("train.json", manifest);

        Assert.Contains(message, Assert.Throws<EmotionAIException>(() => DatasetPreparation.PrepareAudio(_folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PrepareAudio_MetadataOfPartFolders_KeepsThem()
    {
        foreach (var part in (string[])["train", "validation", "test"])
        {
            _folder.AddClips($"{part}/a.wav", $"{part}/b.wav");
            _folder.AddClip($"{part}/a.wav", 200 + part.Length);
            _folder.AddClip($"{part}/b.wav", 300 + part.Length);
            _folder.Add($"{part}/metadata.csv", "file_name,label,speaker\na.wav,angry,1\nb.wav,sad,2\n");
        }

        var data = DatasetPreparation.PrepareAudio(_folder.Path);

        Assert.Equal((2, 2, 2), (data.Statistics.Count(DataSplit.Train), data.Statistics.Count(DataSplit.Dev), data.Statistics.Count(DataSplit.Test)));
        Assert.Contains(data.Remarks, remark => remark.Contains("share 2 of 2 speakers", StringComparison.Ordinal));
    }

    [Fact]
    public void PrepareAudio_OneTable_WinsOverTheNamesOfTheFiles()
    {
        _folder.AddClips("03a01Fa.wav", "08a01Wa.wav", "09a01Na.wav");
        var table = _folder.Write("mine.tsv", "clip\tmood\tactor\n03a01Fa.wav\tgood\tx\n08a01Wa.wav\tbad\ty\n09a01Na.wav\tbad\tz\nnone.wav\tbad\tz\n");
        var options = new AudioPreparationOptions { Table = new DatasetOptions { LabelColumn = "mood" } };

        var data = DatasetPreparation.PrepareAudio(_folder.Path, options);

        Assert.Equal(["bad", "good"], data.Labels);
        Assert.Null(data.Samples[0].Source);
        Assert.Equal(5, Assert.Single(data.Problems).Line);
        Assert.Equal(data.Fingerprint, DatasetPreparation.PrepareAudio(table, options).Fingerprint);
    }

    [Fact]
    public void PrepareAudio_LabelFolders_GiveLabelsAndSpeakers()
    {
        _folder.AddClips(from part in (string[])["train", "test"] from label in (string[])["angry", "sad"] from speaker in (string[])["anna", "bert"] select $"mine/{part}/{label}/{part}-{speaker}/x.wav");

        var data = DatasetPreparation.PrepareAudio(_folder.Path);

        Assert.Equal(["angry", "sad"], data.Labels);
        Assert.Equal(["test-anna", "test-bert", "train-anna", "train-bert"], data.Statistics.Speakers);
        Assert.Equal((4, 0, 4), (data.Statistics.Count(DataSplit.Train), data.Statistics.Count(DataSplit.Dev), data.Statistics.Count(DataSplit.Test)));
        Assert.DoesNotContain(data.Remarks, remark => remark.Contains("share", StringComparison.Ordinal));
    }

    [Fact]
    public void PrepareAudio_LabelFoldersWithoutSpeakers_SaysSo()
    {
        _folder.AddClips([.. Enumerable.Range(0, 10).Select(i => $"angry/{i}.wav"), .. Enumerable.Range(0, 10).Select(i => $"sad/{i}.wav")]);
        _folder.AddClip("sad/twin.wav", 100);

        var data = DatasetPreparation.PrepareAudio(_folder.Path);

        Assert.Contains(data.Remarks, remark => remark.StartsWith("Nothing says who speaks", StringComparison.Ordinal));
        Assert.Contains(data.Remarks, remark => remark.StartsWith("1 recordings occur more than once, byte for byte (2 in all; the first: angry/0.wav, sad/twin.wav)", StringComparison.Ordinal));
        Assert.Single(data.Samples.Where(sample => sample.Id is "angry/0.wav" or "sad/twin.wav").Select(sample => sample.Split).Distinct());
    }

    [Fact]
    public void PrepareAudio_CompressedRecordings_AreFaultsWithTheWayOut()
    {
        _folder.AddClips("angry/a.wav", "sad/a.wav", "sad/b.wav");
        byte[] frame = [0xFF, 0xFB, 0x90, 0, .. new byte[413]];
        _folder.Write("sad/c.mp3", [.. frame, .. frame]);

        Assert.Contains("MP3", Assert.Single(DatasetPreparation.PrepareAudio(_folder.Path).Problems).Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void PrepareAudio_NothingKnown_ListsWhatIsRead()
    {
        _folder.AddClips("a.wav", "b.wav");

        var error = Assert.Throws<EmotionAIException>(() => DatasetPreparation.PrepareAudio(_folder.Path));

        Assert.All((string[])["RAVDESS", "CREMA-D", "TESS", "SAVEE", "EmoDB", "IEMOCAP", "SpeechBrain", "metadata.csv", "one folder a label"], name => Assert.Contains(name, error.Message, StringComparison.Ordinal));
        Assert.Equal(EmotionErrorCodes.FileMissing, Assert.Throws<EmotionAIException>(() => DatasetPreparation.PrepareAudio(_folder.File("none"))).Code);
    }

    private void AddManifests(string root)
    {
        _folder.AddClips("wav/a.wav", "wav/b.wav", "wav/c.wav", "wav/d.wav");
        _folder.Write("train.json", $$$"""{"Ses01F_impro01_F000": {"wav": "{{{root}}}/a.wav", "length": 3.2, "emo": "ang"}, "Ses01F_impro01_M000": {"wav": "{{{root}}}/b.wav", "length": 1, "emo": "sad"}}""");
        _folder.Write("valid.json", $$$"""{"Ses01F_impro01_F001": {"wav": "{{{root}}}/c.wav", "length": 3.2, "emo": "ang"}}""");
        _folder.Write("test.json", $$$"""{"Ses01F_impro01_F002": {"wav": "{{{root}}}/d.wav", "length": 3.2, "emo": "ang"}}""");
    }
}
