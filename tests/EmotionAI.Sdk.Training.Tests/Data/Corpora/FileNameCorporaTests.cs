using EmotionAI.Training.Data;

namespace EmotionAI.Tests.Data.Corpora;

/// <summary>The corpora whose file names say label and speaker, each in the layouts that people have.</summary>
public sealed class FileNameCorporaTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>Gets corpus, licence, names, and of each its label and speaker.</summary>
    public static TheoryData<string, string, string[], string[]> Corpora => new()
    {
        {
            "RAVDESS", "CC-BY-NC-SA-4.0",
            ["Actor_01/03-01-01-01-01-01-01.wav", "Actor_01/03-01-05-01-02-01-01.wav", "Actor_02/03-01-08-02-02-02-02.wav"],
            ["neutral 01", "angry 01", "surprised 02"]
        },
        {
            "RAVDESS", "CC-BY-NC-SA-4.0",
            ["03-01-02-01-01-01-03.wav", "03-01-03-01-01-01-04.wav", "03-01-04-01-01-01-04.wav", "03-01-06-01-01-01-04.wav", "03-01-07-01-01-01-04.wav"],
            ["calm 03", "happy 04", "sad 04", "fearful 04", "disgust 04"]
        },
        {
            "CREMA-D", "ODbL-1.0",
            ["AudioWAV/1001_DFA_ANG_XX.wav", "AudioWAV/1001_IEO_DIS_HI.wav", "AudioWAV/1002_IEO_FEA_LO.wav", "AudioWAV/1002_IEO_HAP_MD.wav", "AudioWAV/1091_IWW_NEU_XX.wav", "AudioWAV/1091_IWW_SAD_XX.wav"],
            ["anger 1001", "disgust 1001", "fear 1002", "happy 1002", "neutral 1091", "sad 1091"]
        },
        {
            "TESS", "CC-BY-NC-ND-4.0",
            ["OAF_Pleasant_surprise/OAF_back_ps.wav", "OAF_angry/OAF_back_angry.wav", "OAF_neutral/OA_bite_neutral.wav", "YAF_happy/YAF_back_happy.wav"],
            ["surprise OAF", "angry OAF", "neutral OAF", "happy YAF"]
        },
        {
            "SAVEE", "LicenseRef-SAVEE-research-only",
            ["AudioData/DC/a01.wav", "AudioData/DC/sa01.wav", "AudioData/JE/a01.wav", "AudioData/KL/su15.wav"],
            ["anger DC", "sadness DC", "anger JE", "surprise KL"]
        },
        {
            "SAVEE", "LicenseRef-SAVEE-research-only",
            ["DC_d01.wav", "JE_f01.wav", "JK_h01.wav", "KL_n30.wav"],
            ["disgust DC", "fear JE", "happiness JK", "neutral KL"]
        },
        {
            "EmoDB", "CC0-1.0",
            ["wav/03a01Fa.wav", "wav/03a01Nc.wav", "wav/08b02Wd.wav", "wav/16a04La.wav", "wav/16a04Ea.wav", "wav/16a04Aa.wav", "wav/16a04Tb.wav"],
            ["happiness 03", "neutral 03", "anger 08", "boredom 16", "disgust 16", "fear 16", "sadness 16"]
        },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Corpora))]
    public void PrepareAudio_CorpusByItsNames_IsRecognised(string corpus, string licence, string[] names, string[] facts)
    {
        _folder.AddClips(names);

        var data = DatasetPreparation.PrepareAudio(_folder.Path);

        Assert.Equal(names.Zip(facts).OrderBy(pair => pair.First, StringComparer.Ordinal), data.Samples.Select(sample => (sample.Id, $"{sample.Labels[0]} {sample.Speaker}")).OrderBy(pair => pair.Id, StringComparer.Ordinal));
        Assert.All(data.Samples, sample => Assert.Equal((corpus, licence), (sample.Source, sample.Licence)));
        Assert.All(data.Samples, sample => Assert.True(File.Exists(sample.Input)));
        Assert.Empty(data.Problems);
    }

    [Fact]
    public void PrepareAudio_RavdessDoubledWithSongAndVideo_LeavesThemOutAndCounts()
    {
        string[] speech = [.. TinyCorpus.RavdessNames(4)];
        _folder.AddClips(speech);
        _folder.AddClips(speech.Select(name => $"audio_speech_actors_01-24/{name}"));
        _folder.AddClips("Actor_01/03-02-03-01-01-01-01.wav", "Actor_01/01-01-03-01-01-01-01.mp4", "Actor_01/02-01-03-01-01-01-01.mp4");

        var data = DatasetPreparation.PrepareAudio(_folder.Path);

        Assert.Equal(speech.Order(StringComparer.Ordinal), data.Samples.Select(sample => sample.Id).Order(StringComparer.Ordinal));
        Assert.Contains("32 left out: a second copy of a recording, by its name.", data.Remarks);
        Assert.Contains("1 left out: song (channel 02 of RAVDESS).", data.Remarks);
        Assert.Contains("2 left out: video (modality 01 or 02 of RAVDESS).", data.Remarks);
        Assert.Empty(data.Problems);
    }

    [Fact]
    public void PrepareAudio_ForeignNameAmongOthers_IsAFault()
    {
        _folder.AddClips([.. TinyCorpus.RavdessNames(3), "Actor_01/03-01-09-01-01-01-01.wav", "notes.txt"]);

        var data = DatasetPreparation.PrepareAudio(_folder.Path);

        var problem = Assert.Single(data.Problems);
        Assert.Contains("03-01-05-01-02-01-12.wav", problem.Message, StringComparison.Ordinal);
        Assert.EndsWith("03-01-09-01-01-01-01.wav", problem.Path, StringComparison.Ordinal);
        Assert.Throws<EmotionAIException>(() => DatasetPreparation.PrepareAudio(_folder.Path, new AudioPreparationOptions { IsStrict = true }));
    }

    [Fact]
    public void PrepareAudio_CremaDWithoutLfs_SaysHowToFetchIt()
    {
        _folder.AddClips("AudioWAV/1001_DFA_ANG_XX.wav", "AudioWAV/1001_DFA_SAD_XX.wav");
        for (var actor = 1002; actor < 1005; actor++)
        {
            _folder.Add(FormattableString.Invariant($"AudioWAV/{actor}_DFA_SAD_XX.wav"), $"version https://git-lfs.github.com/spec/v1\noid sha256:{new string('0', 64)}\nsize 71222\n");
        }

        var data = DatasetPreparation.PrepareAudio(_folder.Path);

        Assert.Equal(2, data.Samples.Count);
        Assert.Equal(3, data.Problems.Count);
        Assert.Single(data.Problems.Select(problem => problem.Message).Distinct());
        Assert.Contains("git lfs pull", data.Problems[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PrepareAudio_OnlyPointers_IsAnErrorThatSaysSo()
    {
        _folder.Add("AudioWAV/1001_DFA_SAD_XX.wav", "version https://git-lfs.github.com/spec/v1\n");
        _folder.Add("AudioWAV/1001_DFA_ANG_XX.wav", "version https://git-lfs.github.com/spec/v1\n");

        var error = Assert.Throws<EmotionAIException>(() => DatasetPreparation.PrepareAudio(_folder.Path, new AudioPreparationOptions { OutputDirectory = _folder.File("out") + "put" }));

        Assert.Equal(EmotionErrorCodes.SettingInvalid, error.Code);
        error = Assert.Throws<EmotionAIException>(() => DatasetPreparation.PrepareAudio(_folder.File("AudioWAV"), new AudioPreparationOptions { OutputDirectory = _folder.File("output") }));
        Assert.Contains("git lfs pull", error.Message, StringComparison.Ordinal);
        Assert.Contains("2 faults", error.Message, StringComparison.Ordinal);
        Assert.Equal([_folder.File("AudioWAV")], Directory.GetFileSystemEntries(_folder.Path));
    }
}
