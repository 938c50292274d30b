using System.Text;

namespace EmotionAI.Cli.Tests.Commands;

/// <summary>Runs text models and data as people have them through the tool: byte order marks, half characters, misspelt settings.</summary>
public sealed class TextFolderTests : IDisposable
{
    private readonly Terminal _terminal = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("config.json", false)]
    [InlineData("config.json", true)]
    [InlineData("tokenizer_config.json", false)]
    [InlineData("labels.json", false)]
    [InlineData("labels.json", true)]
    [InlineData("inference_config.json", false)]
    [InlineData("inference_config.json", true)]
    public void Classify_FileWithAByteOrderMark_IsReadAsWithout(string file, bool isUtf16)
    {
        var expected = Classify(Model());
        var model = Model();
        var text = File.ReadAllText(Path.Combine(model, file));
        File.WriteAllText(Path.Combine(model, file), text, isUtf16 ? Encoding.Unicode : new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        Assert.Equal(expected, Classify(model));
    }

    [Fact]
    public void Evaluate_LabelMapWithAByteOrderMark_IsRead()
    {
        var data = _folder.Write("data.csv", "text,label\nhi good,happy\nhi bad,sadness\n");
        var map = _folder.Write("map.json", [0xEF, 0xBB, 0xBF, .. "{\"happy\":\"joy\",\"sadness\":\"sadness\"}"u8]);

        Assert.Equal(ExitCode.Success, _terminal.Run("evaluate", "text", "--model", Model(), "--data", data, "--label-map", map, "--no-mark", "--resamples", "100"));

        Assert.Equal(2, _terminal.Json().GetProperty("metrics").GetProperty("num_samples").GetInt32());
    }

    [Theory]
    [InlineData("evaluate text --no-mark --resamples 100")]
    [InlineData("calibrate --output")]
    public void Run_HalfACharacterInALine_IsThatLinesFault(string verb)
    {
        string[] arguments = [.. verb.Split(' '), .. verb.EndsWith("--output", StringComparison.Ordinal) ? (string[])[_folder.File("out")] : []];
        var data = _folder.Write("tweets.jsonl", "{\"text\":\"hi good\",\"label\":\"joy\"}\n{\"text\":\"so \\ud83d\",\"label\":\"joy\"}\n{\"text\":\"bad\",\"label\":\"sadness\"}\n{\"text\":\"hi \\ud83d\\ude00\",\"label\":\"joy\"}\n");

        Assert.Equal(ExitCode.Failure, _terminal.Run([.. arguments, "--model", Model(), "--data", data]));

        Assert.Contains("line 2: found \\ud83d, half of a character (a lone surrogate); allowed: whole characters.", _terminal.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("line 4", _terminal.Error, StringComparison.Ordinal);
        Assert.Contains("1 sample with faults", _terminal.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("classify text hi")]
    [InlineData("evaluate text --no-mark --resamples 100 --data data.csv")]
    [InlineData("calibrate --data data.csv --output out")]
    public void Run_MisspeltSetting_IsWarnedOfOnceByEveryVerb(string verb)
    {
        var data = _folder.Write("data.csv", "text,label\nhi good,joy\nhi bad,sadness\n");
        var model = Model("""{"treshold":0.9}""");
        string[] arguments = [.. verb.Split(' ').Select(argument => argument == "data.csv" ? data : argument == "out" ? _folder.File("out") : argument)];

        Assert.Equal(ExitCode.Success, _terminal.Run([.. arguments, "--model", model]));

        Assert.Equal(2, _terminal.Error.Split("treshold").Length);
    }

    private string Model(string inferenceConfig = """{"threshold":0.4}""")
    {
        var model = Directory.CreateDirectory(_folder.File(Guid.NewGuid().ToString())).FullName;
        TinyTextModel.Write(model, inferenceConfig);
        File.WriteAllText(Path.Combine(model, "labels.json"), """["joy","sadness"]""");
        return model;
    }

    private string Classify(string model)
    {
        Assert.Equal(ExitCode.Success, _terminal.Run("classify", "text", "hi good", "--model", model, "--all-scores"));
        return _terminal.Json().GetProperty("scores").GetRawText() + _terminal.Json().GetProperty("labels").GetRawText();
    }
}
