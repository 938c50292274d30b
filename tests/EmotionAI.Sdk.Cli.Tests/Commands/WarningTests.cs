namespace EmotionAI.Cli.Tests.Commands;

/// <summary>Warnings reach people: on standard error, once, in every verb.</summary>
public sealed class WarningTests : IDisposable
{
    private const string Mistyped = "treshold";

    private readonly Terminal _terminal = new();
    private readonly TemporaryFolder _folder = new();

    public WarningTests()
    {
        TinyTextModel.Write(_folder.File("model"), $$"""{"{{Mistyped}}":0.9}""");
        _folder.Write("data.csv", "text,label\nhi good,joy\nbad,sadness\ngood,joy\n");
        _folder.Write("long.csv", $"text,label\n{string.Concat(Enumerable.Repeat("good ", 40))},joy\nbad,sadness\ngood,joy\n");
        _folder.Write("clips.csv", "path,label\nclip.wav,happy\n");
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("classify text --model model hi")]
    [InlineData("classify audio --model speech clip.wav")]
    [InlineData("tokenize --model model hi")]
    [InlineData("evaluate text --model model --data data.csv --resamples 5")]
    [InlineData("evaluate audio --model speech --data clips.csv --resamples 5")]
    [InlineData("calibrate --model model --data data.csv --scheme global --output out")]
    [InlineData("compare model model --data data.csv --resamples 5")]
    [InlineData("report --evaluation eval --model model")]
    public void Run_BundleWithAMistypedKey_WarnsOnceOnStandardError(string arguments)
    {
        if (arguments.Contains("speech", StringComparison.Ordinal))
        {
            WriteSpeech();
        }

        if (arguments.StartsWith("report", StringComparison.Ordinal))
        {
            Run("evaluate text --model model --data data.csv --resamples 5 --pictures none --no-mark --output eval");
        }

        Assert.Equal(ExitCode.Success, Run(arguments));

        Assert.StartsWith("warning: ", Assert.Single(_terminal.Error.Split('\n'), line => line.Contains(Mistyped, StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.DoesNotContain(Mistyped, _terminal.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Inspect_BundleWithAMistypedKey_ListsItOnce()
    {
        Assert.Equal(ExitCode.Success, Run("bundle inspect model"));

        Assert.Equal(2, _terminal.Output.Split(Mistyped).Length);
        Assert.Empty(_terminal.Error);
    }

    [Fact]
    public void Compare_TwoModels_WarnsOfEach()
    {
        TinyTextModel.Write(_folder.File("other"), $$"""{"{{Mistyped}}":0.9}""");

        Assert.Equal(ExitCode.Success, Run("compare model other --data data.csv --resamples 5"));

        Assert.Equal(2, _terminal.Error.Split('\n').Count(line => line.Contains(Mistyped, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("classify text --model model --input long.csv")]
    [InlineData("evaluate text --model model --data long.csv --resamples 5")]
    [InlineData("calibrate --model model --data long.csv --scheme global --output out")]
    public void Run_TextLongerThanTheModelReads_IsCountedInOneLine(string arguments)
    {
        Assert.Equal(ExitCode.Success, Run(arguments));

        Assert.Equal("warning: 1 of 3 texts were longer than the 16 tokens that the model reads; what is beyond was not seen.", Assert.Single(_terminal.Error.Split('\n'), line => line.Contains("longer", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("classify audio --mock cut.wav clip.wav cut.wav", "2 of 3 clips end early")]
    [InlineData("classify audio --mock clip.wav", null)]
    [InlineData("evaluate audio --model speech --data cut.csv --resamples 5", "1 of 1 clips end early")]
    public void Run_RecordingsCutShort_AreCountedInOneLine(string arguments, string? expected)
    {
        WriteSpeech();
        _folder.Write("cut.wav", WavFile.Bytes(new short[1_600], announced: 16_000));
        _folder.Write("cut.csv", "path,label\ncut.wav,happy\n");

        Assert.Equal(ExitCode.Success, Run(arguments));

        var lines = _terminal.Error.Split('\n').Where(line => line.Contains("early", StringComparison.Ordinal)).ToList();
        Assert.Equal(expected is null ? [] : [$"warning: {expected}: their files announce more than is there; what is there was heard."], lines);
    }

    [Fact]
    public void Run_HeaderThatDisagreesWithItsAudio_IsTold()
    {
        WriteSpeech();
        var flac = File.ReadAllBytes(Goldens.Path("golden", "audio", "decode", "flac", "s16_5_1.flac"));
        flac[26] ^= 1;
        _folder.Write("one.flac", flac);
        _folder.Write("two.flac", flac);
        _folder.Write("flacs.csv", "path,label\none.flac,happy\ntwo.flac,sad\n");

        Assert.Equal(ExitCode.Success, Run("classify audio --mock one.flac two.flac"));
        Assert.Equal(["one.flac", "two.flac"], WarningLines().Select(line => Path.GetFileName(line.Split(": ")[1])));

        Assert.Equal(ExitCode.Success, Run("evaluate audio --model speech --data flacs.csv --resamples 5"));
        var line = Assert.Single(WarningLines(), line => line.Contains(".flac", StringComparison.Ordinal));
        Assert.EndsWith("1 more clips have such warnings; classify audio lists them.", line, StringComparison.Ordinal);
    }

    private IEnumerable<string> WarningLines() => _terminal.Error.Split('\n').Where(line => line.StartsWith("warning: ", StringComparison.Ordinal));

    private void WriteSpeech()
    {
        Directory.CreateDirectory(_folder.File("speech"));
        foreach (var file in Directory.GetFiles(Goldens.Path("models", "audio", "checkpoint")))
        {
            File.WriteAllBytes(_folder.File(Path.Combine("speech", Path.GetFileName(file))), File.ReadAllBytes(file));
        }

        var config = _folder.File(Path.Combine("speech", "inference_config.json"));
        File.WriteAllText(config, File.ReadAllText(config).Replace("{", $"{{\"{Mistyped}\":0.9,", StringComparison.Ordinal));
        _folder.Write("clip.wav", WavFile.Bytes([.. Enumerable.Range(0, 8_000).Select(i => (short)(i * 7919 % 20_011))]));
    }

    /// <summary>Runs a verb; what is in the folder of the test is meant by its name.</summary>
    private int Run(string arguments) =>
        _terminal.Run([.. arguments.Split(' ').Select(argument => argument is "out" or "eval" or "other" || Path.Exists(_folder.File(argument)) ? _folder.File(argument) : argument)]);
}
