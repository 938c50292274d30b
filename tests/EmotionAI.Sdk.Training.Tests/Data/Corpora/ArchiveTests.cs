using EmotionAI.Training.Data;

namespace EmotionAI.Tests.Data.Corpora;

public sealed class ArchiveTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void PrepareAudio_ArchiveOfRavdess_UnpacksTheRecordings()
    {
        var archive = _folder.AddArchive("Audio_Speech_Actors_01-24.zip", TinyCorpus.RavdessNames(3));
        var output = _folder.File("out");

        var data = DatasetPreparation.PrepareAudio(archive, new AudioPreparationOptions { OutputDirectory = output });

        Assert.Equal(24, data.Samples.Count);
        Assert.Equal(TinyCorpus.Wav(100), File.ReadAllBytes(Path.Combine(output, "clips", "Actor_01", "03-01-01-01-01-01-01.wav")));
        Assert.Contains("\"file\":\"clips/Actor_01/03-01-01-01-01-01-01.wav\"", File.ReadAllText(Path.Combine(output, PreparedDataset.ManifestFileName)), StringComparison.Ordinal);
        var read = PreparedDataset.Read(output);
        Assert.Equal(data.Fingerprint, read.Fingerprint);
        Assert.Equal(data.Samples.Select(sample => sample.Id), read.Samples.Select(sample => sample.Id));
        Assert.Empty(read.Problems);
        Assert.Equal(["Audio_Speech_Actors_01-24.zip", "out"], Directory.GetFileSystemEntries(_folder.Path).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("../03-01-05-01-01-01-02.wav")]
    [InlineData("Actor_02/../../03-01-05-01-01-01-02.wav")]
    [InlineData("/tmp/03-01-05-01-01-01-02.wav")]
    [InlineData("C:/03-01-05-01-01-01-02.wav")]
    [InlineData("..\\03-01-05-01-01-01-02.wav")]
    public void PrepareAudio_EntryThatLeadsOutside_IsAFaultAndWritesNothingThere(string entry)
    {
        Directory.CreateDirectory(_folder.File("inner"));
        var archive = _folder.AddArchive("inner/x.zip", [.. TinyCorpus.RavdessNames(3), entry]);

        var data = DatasetPreparation.PrepareAudio(archive, new AudioPreparationOptions { OutputDirectory = _folder.File("inner/out") });

        Assert.Equal(24, data.Samples.Count);
        Assert.Contains("leads outside", Assert.Single(data.Problems).Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories), file => file.EndsWith("03-01-05-01-01-01-02.wav", StringComparison.Ordinal) && !file.Contains("Actor_02", StringComparison.Ordinal));
    }

    [Fact]
    public void PrepareAudio_DamagedEntry_IsAFault()
    {
        var archive = _folder.AddArchive("x.zip", TinyCorpus.RavdessNames(3));
        var bytes = File.ReadAllBytes(archive);
        bytes.AsSpan(60, 40).Fill(0xFF);
        File.WriteAllBytes(archive, bytes);

        var data = DatasetPreparation.PrepareAudio(archive, new AudioPreparationOptions { OutputDirectory = _folder.File("out") });

        Assert.Equal(23, data.Samples.Count);
        Assert.Single(data.Problems);
    }

    [Fact]
    public void PrepareAudio_NoArchive_IsAnErrorWithItsName()
    {
        var file = _folder.Write("x.zip", "no archive");

        var error = Assert.Throws<EmotionAIException>(() => DatasetPreparation.PrepareAudio(file, new AudioPreparationOptions { OutputDirectory = _folder.File("out") }));

        Assert.Equal((EmotionErrorCodes.FormatInvalid, file), (error.Code, error.Path));
        Assert.False(Directory.Exists(_folder.File("out")));
    }

    [Fact]
    public void PrepareAudio_ArchiveWithoutOutput_IsRefused()
    {
        var archive = _folder.AddArchive("x.zip", TinyCorpus.RavdessNames(3));

        var error = Assert.Throws<EmotionAIException>(() => DatasetPreparation.PrepareAudio(archive));

        Assert.Equal(EmotionErrorCodes.SettingInvalid, error.Code);
    }

    [Fact]
    public void PrepareAudio_ArchiveOfLabelFolders_IsRead()
    {
        var archive = _folder.AddArchive("x.zip", "mine/angry/a.wav", "mine/angry/b.wav", "mine/angry/c.wav", "mine/sad/a.wav", "mine/sad/b.wav", "mine/sad/CON.wav", "__MACOSX/mine/sad/._a.wav");

        var data = DatasetPreparation.PrepareAudio(archive, new AudioPreparationOptions { OutputDirectory = _folder.File("out") });

        Assert.Equal(["angry", "sad"], data.Labels);
        Assert.Equal(6, data.Samples.Count);
        Assert.Contains(data.Samples, sample => sample.Input.EndsWith("_CON.wav", StringComparison.Ordinal));
    }
}
