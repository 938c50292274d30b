namespace EmotionAI.Cli.Tests.Commands.Parity;

/// <summary>Measures the shipped speech models on their test actors, against the files that came with them.</summary>
public sealed class EvaluateAudioParityTests : IDisposable
{
    private const double ScoreTolerance = 1e-6;

    private readonly Terminal _terminal = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SharedTheory("data/audio/ravdess")]
    [InlineData("audio")]
    [InlineData("audio-speechbrain")]
    public void Run_TestActors_GivesTheShippedFiles(string model)
    {
        string[] arguments = ["evaluate", "audio", "--model", Goldens.Path("models", model, "checkpoint"), "--no-mark", "--data", Shared.Path("data", "audio", "ravdess"), "--speakers", "01", "11", "20", "21"];

        Assert.Equal(ExitCode.Success, _terminal.Run([.. arguments, "--output", _folder.Path]));

        var shipped = Goldens.Path("models", model, "eval_test");
        foreach (var file in (string[])["confusion_matrix.npy", "metrics_report.csv"])
        {
            Assert.Equal(File.ReadAllBytes(Path.Combine(shipped, file)), File.ReadAllBytes(_folder.File(file)));
        }

        var (expected, found) = (OverallFigures.Read(Path.Combine(shipped, "metrics_overall.json")), OverallFigures.Read(_folder.File("metrics_overall.json")));
        foreach (var (name, value) in expected)
        {
            Assert.True(Math.Abs(value - found[name]) <= (name is "log_loss" or "ece" ? ScoreTolerance : 0), $"{name} is {found[name]:R}, expected {value:R}.");
        }
    }

    [Fact]
    public void Run_Folder_LeavesOutAMissingFileAndAnUnknownLabel()
    {
        var clip = Goldens.Path("data", "audio", "emodb", "03a01Fa.flac");
        var bytes = File.ReadAllBytes(clip);
        bytes[bytes.Length / 2] ^= 0xFF;
        var damaged = _folder.Write("damaged.flac", bytes);
        var table = _folder.Write("list.csv", $"path,label\n{clip},neutral\nmissing.wav,neutral\n{clip},boredom\n{damaged},calm\n");

        Assert.Equal(ExitCode.Failure, _terminal.Run("evaluate", "audio", "--model", Goldens.Path("models", "audio", "checkpoint"), "--no-mark", "--data", table));

        Assert.Equal((1, 3), (_terminal.Json().GetProperty("metrics").GetProperty("num_samples").GetInt32(), _terminal.Json().GetProperty("faults").GetInt32()));
        Assert.Contains("line 3: the audio file 'missing.wav' does not exist", _terminal.Error, StringComparison.Ordinal);
        Assert.Contains("line 4: the label 'boredom' is not one of the model's", _terminal.Error, StringComparison.Ordinal);
        Assert.Contains("line 5: ", _terminal.Error, StringComparison.Ordinal);

        _terminal.Run("evaluate", "audio", "--model", Goldens.Path("models", "audio", "checkpoint"), "--no-mark", "--data", table, "--leave-out", "boredom");
        Assert.Equal((2, 1), (_terminal.Json().GetProperty("faults").GetInt32(), _terminal.Json().GetProperty("left_out").GetInt32()));
    }
}
