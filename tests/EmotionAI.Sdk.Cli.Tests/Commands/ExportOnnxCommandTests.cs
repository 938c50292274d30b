using EmotionAI.Bundles;
using EmotionAI.Text;

namespace EmotionAI.Cli.Tests.Commands;

public sealed class ExportOnnxCommandTests : IDisposable
{
    private readonly Terminal _terminal = new();
    private readonly TemporaryFolder _folder = new();

    public ExportOnnxCommandTests() => TinyTextModel.Write(_folder.File("model"));

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("float32")]
    [InlineData("int8")]
    public void Run_TextModel_WritesAFolderThatAnswersAlike(string precision)
    {
        Directory.CreateDirectory(_folder.File("out"));
        foreach (var name in (string[])["config.json", "vocab.txt", "tokenizer_config.json"])
        {
            File.Copy(Path.Combine(_folder.File("model"), name), Path.Combine(_folder.File("out"), name));
        }

        var output = Path.Combine(_folder.File("out"), "model.onnx");
        Assert.Equal(ExitCode.Success, Export(output, "--precision", precision));

        Assert.Equal($"{output}\n", _terminal.Output);
        Assert.Equal("input input_ids: Int64 [batch, sequence]\ninput attention_mask: Int64 [batch, sequence]\noutput logits: Float [batch, 2]\n", _terminal.Error);
        using var before = TextEmotionClassifier.Load(_folder.File("model"));
        using var after = TextEmotionClassifier.Load(_folder.File("out"));
        Assert.Equal(before.Classify("hi good").Logits[0], after.Classify("hi good").Logits[0], 1e-5f);
        using var bundle = ModelBundle.Load(_folder.File("out"));
        Assert.Equal("onnx/bert", bundle.Kind);
    }

    [Fact]
    public void Run_FileThatIsThere_IsKeptUnlessAsked()
    {
        var output = _folder.Write("model.onnx", "mine");

        Assert.Equal(ExitCode.Failure, Export(output));
        Assert.Contains("--overwrite", _terminal.Error, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(output));
        Assert.Equal(ExitCode.Success, Export(output, "--overwrite"));
        Assert.NotEqual("mine", File.ReadAllText(output));
    }

    [PosixFact]
    public void Run_Device_IsWrittenThroughAndNotNamed()
    {
        Assert.Equal(ExitCode.Success, Export("/dev/null"));

        Assert.Empty(_terminal.Output);
        Assert.Contains("input input_ids", _terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_FolderThatIsNoModel_SaysWhatIsWrong()
    {
        Directory.Delete(_folder.File("model"), recursive: true);
        Directory.CreateDirectory(_folder.File("model"));

        Assert.Equal(ExitCode.Failure, Export(_folder.File("model.onnx")));

        Assert.Contains("holds no model", _terminal.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.File("model.onnx")));
    }

    [Theory]
    [InlineData("--precision", "float16")]
    [InlineData("--precision")]
    public void Run_OtherPrecision_IsAWrongUsage(params string[] more) => Assert.Equal(ExitCode.Usage, Export(_folder.File("model.onnx"), more));

    [Fact]
    public void Help_TellsOfTheOperators()
    {
        Assert.Equal(ExitCode.Success, _terminal.Run("export", "onnx", "--help"));

        Assert.Contains("com.microsoft", _terminal.Output, StringComparison.Ordinal);
        Assert.Contains("emotionai export onnx --model models/tweets", _terminal.Output, StringComparison.Ordinal);
    }

    private int Export(string output, params string[] more) => _terminal.Run(["export", "onnx", "--model", _folder.File("model"), "--output", output, .. more]);
}
