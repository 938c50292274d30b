using EmotionAI.Audio;
using EmotionAI.Training.Data;

namespace EmotionAI.Tests.Data;

/// <summary>What every corpus goes through: one pass over the recordings, the folder that is written, bad data.</summary>
public sealed class PreparationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void PrepareAudio_Resampled_WritesMonoOfThatRate()
    {
        foreach (var (i, name) in TinyCorpus.RavdessNames(3).Index())
        {
            _folder.AddClip($"in/{name}", 440 + i, sampleRate: 48_000);
        }

        var data = DatasetPreparation.PrepareAudio(_folder.File("in"), new AudioPreparationOptions { OutputDirectory = _folder.File("out"), SampleRate = 16_000 });

        Assert.All(data.Samples, sample => Assert.StartsWith(Path.Combine(_folder.File("out"), "clips"), sample.Input, StringComparison.Ordinal));
        var info = AudioDecoder.ReadInfo(data.Samples[0].Input);
        Assert.Equal((AudioFileFormat.Wav, 16_000, 1, 16, 267L), (info.Format, info.SampleRate, info.Channels, info.BitsPerSample, info.FrameCount));
        var (before, after) = (AudioDecoder.Decode(_folder.File($"in/{data.Samples[0].Id}")), AudioDecoder.Decode(data.Samples[0].Input));
        Assert.InRange(after.Samples.ToArray().Max(), 0.45f, 0.55f);
        Assert.Equal(before.Duration.TotalSeconds, after.Duration.TotalSeconds, 1e-3);
        Assert.Equal(24, PreparedDataset.Read(_folder.File("out")).Samples.Count);
    }

    [Fact]
    public void PrepareAudio_SameRateAsBefore_WritesTheSameSamples()
    {
        _folder.AddClips(TinyCorpus.RavdessNames(3).Select(name => $"in/{name}"));

        var data = DatasetPreparation.PrepareAudio(_folder.File("in"), new AudioPreparationOptions { OutputDirectory = _folder.File("out"), SampleRate = TinyCorpus.SampleRate });

        Assert.All(data.Samples, sample => Assert.Equal(File.ReadAllBytes(_folder.File($"in/{sample.Id}")), File.ReadAllBytes(sample.Input)));
    }

    [Fact]
    public void PrepareAudio_FolderThatIsThere_IsReplacedOnlyIfAskedAndKeepsItsOtherFiles()
    {
        _folder.AddClips(TinyCorpus.RavdessNames(3).Select(name => $"in/{name}"));
        _folder.Add("out/notes.txt", "mine");
        _folder.Add("out/clips/old.wav", "old");
        _folder.Add("out/more/deep.txt", "mine too");
        var options = new AudioPreparationOptions { OutputDirectory = _folder.File("out"), SampleRate = 8_000 };

        Assert.Equal(EmotionErrorCodes.SettingInvalid, Assert.Throws<EmotionAIException>(() => DatasetPreparation.PrepareAudio(_folder.File("in"), options)).Code);
        Assert.Equal("old", File.ReadAllText(_folder.File("out/clips/old.wav")));
        options.Overwrite = true;
        DatasetPreparation.PrepareAudio(_folder.File("in"), options);

        Assert.Equal("mine", File.ReadAllText(_folder.File("out/notes.txt")));
        Assert.Equal("mine too", File.ReadAllText(_folder.File("out/more/deep.txt")));
        Assert.False(File.Exists(_folder.File("out/clips/old.wav")));
        Assert.Equal(24, PreparedDataset.Read(_folder.File("out")).Samples.Count);
        Assert.Equal(["in", "out"], Directory.GetFileSystemEntries(_folder.Path).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void PrepareAudio_Cancelled_LeavesNothing()
    {
        _folder.AddClips(TinyCorpus.RavdessNames(3).Select(name => $"in/{name}"));
        using var cancellation = new CancellationTokenSource();
        var options = new AudioPreparationOptions { OutputDirectory = _folder.File("out"), SampleRate = 8_000, Progress = new Cancelling(cancellation) };

        Assert.ThrowsAny<OperationCanceledException>(() => DatasetPreparation.PrepareAudio(_folder.File("in"), options, cancellation.Token));

        Assert.Equal([_folder.File("in")], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void PrepareAudio_OutputInTheSource_IsRefused()
    {
        _folder.AddClips(TinyCorpus.RavdessNames(3));

        Assert.Contains("in the source", Assert.Throws<EmotionAIException>(() => DatasetPreparation.PrepareAudio(_folder.Path, new AudioPreparationOptions { OutputDirectory = _folder.File("out") })).Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.File("out")));
    }

    [Fact]
    public void PrepareAudio_UnreadableAndEmptyRecordings_AreCountedFaults()
    {
        _folder.AddClips(TinyCorpus.RavdessNames(3));
        _folder.Write("03-01-05-01-01-02-01.wav", "no recording");
        _folder.Write("03-01-05-01-02-02-01.wav", "");
        _folder.Write("03-01-05-02-02-02-01.wav", TinyCorpus.Wav(1).AsSpan(0, 44));

        var data = DatasetPreparation.PrepareAudio(_folder.Path);

        Assert.Equal(24, data.Samples.Count);
        Assert.Equal(3, data.Problems.Count);
        Assert.Throws<EmotionAIException>(() => DatasetPreparation.PrepareAudio(_folder.Path, new AudioPreparationOptions { IsStrict = true }));
    }

    [Fact]
    public void PrepareAudio_RecordingCutShort_IsKeptAndCounted()
    {
        _folder.AddClips(TinyCorpus.RavdessNames(3));
        _folder.Write("03-01-05-01-01-02-01.wav", TinyCorpus.Wav(1).AsSpan(0, 444));

        var data = DatasetPreparation.PrepareAudio(_folder.Path);

        Assert.Equal(25, data.Samples.Count);
        Assert.Contains("1 recordings end before what they announce; what is there is kept.", data.Remarks);
    }

    [Theory]
    [InlineData("angry/a.wav", "angry/b.wav")]
    [InlineData("Actor_01/03-01-05-01-01-01-01.wav", "Actor_02/03-01-05-01-01-01-02.wav")]
    public void PrepareAudio_OneClassOnly_IsAnErrorThatWritesNothing(params string[] names)
    {
        _folder.AddClips(names.Select(name => $"in/{name}"));

        var error = Assert.Throws<EmotionAIException>(() => DatasetPreparation.PrepareAudio(_folder.File("in"), new AudioPreparationOptions { OutputDirectory = _folder.File("out") }));

        Assert.Contains("only the label 'angry'", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.File("out")));
    }

    [Fact]
    public void PrepareAudio_OneSpeakerOnly_IsDividedAndDoubted()
    {
        _folder.AddClips(from emotion in Enumerable.Range(1, 8) from take in Enumerable.Range(1, 10) select FormattableString.Invariant($"03-01-{emotion:00}-01-01-{take:00}-07.wav"));

        var data = DatasetPreparation.PrepareAudio(_folder.Path);

        Assert.Contains(data.Remarks, remark => remark.Contains("of one speaker (07)", StringComparison.Ordinal));
        Assert.Equal((64, 8, 8), (data.Statistics.Count(DataSplit.Train), data.Statistics.Count(DataSplit.Dev), data.Statistics.Count(DataSplit.Test)));
        Assert.All(data.Labels, label => Assert.Equal(1, data.Statistics.Count(label, DataSplit.Test)));
        Assert.Throws<EmotionAIException>(() => DatasetPreparation.PrepareAudio(_folder.Path, new AudioPreparationOptions { IsStrict = true }));
    }

    [Fact]
    public void PrepareAudio_TwoSpeakers_HaveNoDevPart()
    {
        _folder.AddClips(TinyCorpus.RavdessNames(2));

        var data = DatasetPreparation.PrepareAudio(_folder.Path);

        Assert.Equal((8, 0, 8), (data.Statistics.Count(DataSplit.Train), data.Statistics.Count(DataSplit.Dev), data.Statistics.Count(DataSplit.Test)));
        Assert.Contains(data.Remarks, remark => remark.StartsWith("There are 2 speakers for 3 parts", StringComparison.Ordinal));
    }

    [Fact]
    public void PrepareAudio_ClassOfTwoRecordings_IsDoubted()
    {
        _folder.AddClips([.. Enumerable.Range(0, 20).Select(i => $"angry/{i}.wav"), .. Enumerable.Range(0, 20).Select(i => $"sad/{i}.wav"), "calm/0.wav", "calm/1.wav"]);

        var data = DatasetPreparation.PrepareAudio(_folder.Path);

        Assert.Contains("Fewer than 3 samples, so they cannot be learned, tuned and measured: calm (2).", data.Remarks);
        Assert.Equal(2, data.Statistics.Count("calm"));
        Assert.True(data.Statistics.Count("calm", DataSplit.Train) > 0);
    }

    [Fact]
    public void PrepareAudio_SameClipOfTwoSpeakers_KeepsBothInOnePart()
    {
        _folder.AddClips(TinyCorpus.RavdessNames(10));
        File.Copy(_folder.File("Actor_03/03-01-05-01-01-01-03.wav"), _folder.File("Actor_08/03-01-05-01-01-01-08.wav"), overwrite: true);

        var data = DatasetPreparation.PrepareAudio(_folder.Path);

        Assert.Single(data.Samples.Where(sample => sample.Speaker is "03" or "08").Select(sample => sample.Split).Distinct());
        Assert.Contains(data.Remarks, remark => remark.StartsWith("1 recordings occur more than once", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(CultureNames))]
    public void Prepare_InAnyCultureAndOrder_WritesTheSameBytes(string culture)
    {
        _folder.AddClips(TinyCorpus.RavdessNames(10).Select(name => $"in/{name}"));
        _folder.Write("x.csv", "text,label\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"İstanbul text number {i} ı,{(i % 3 == 0 ? "joy" : "fear")}\n")));
        byte[][] Prepare()
        {
            DatasetPreparation.PrepareAudio(_folder.File("in"), new AudioPreparationOptions { OutputDirectory = _folder.File("a"), Overwrite = true, SampleRate = 8_000 });
            DatasetPreparation.PrepareText(_folder.File("x.csv")).WriteTo(_folder.File("t"), overwrite: true);
            return [.. ((string[])["a", "t"]).SelectMany(folder => Directory.GetFiles(_folder.File(folder), "*", SearchOption.AllDirectories)).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
        }

        var expected = Prepare();
        var actual = Cultures.Run(culture, Prepare);

        Assert.Equal(84, expected.Length);
        Assert.Equal(expected, actual);
    }

    [Theory]
    [InlineData(0.6, 0.4)]
    [InlineData(-0.1, 0.1)]
    [InlineData(double.NaN, 0.1)]
    public void Prepare_SharesOutOfRange_AreRefused(double dev, double test)
    {
        var options = new TextPreparationOptions { Split = new SplitOptions { DevShare = dev, TestShare = test } };

        Assert.Equal(EmotionErrorCodes.SettingInvalid, Assert.Throws<EmotionAIException>(() => DatasetPreparation.PrepareText(_folder.Write("x.csv", "text,label\na,b\n"), options)).Code);
    }

    public static TheoryData<string> CultureNames => [.. Cultures.Names];

    private sealed class Cancelling(CancellationTokenSource cancellation) : IProgress<int>
    {
        public void Report(int value)
        {
            if (value == 5)
            {
                cancellation.Cancel();
            }
        }
    }
}
