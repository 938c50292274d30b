using EmotionAI.Cli.Training;
using EmotionAI.Training;

namespace EmotionAI.Cli.Tests.Training;

public sealed class TrainingForecastLineTests : IDisposable
{
    private readonly StringWriter _error = new() { NewLine = "\n" };
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _error.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(19, "")]
    [InlineData(44, "The training will take about 40 s and 1,536 MiB of memory; an interrupted one goes on where it stopped.\n")]
    [InlineData(400, "The training will take about 7 min and 1,536 MiB of memory; an interrupted one goes on where it stopped.\n")]
    public void Tell_OfATraining_SaysTimeAndMemoryWhereItIsLong(double seconds, string expected) => Assert.Equal(expected, Tell(seconds, "none"));

    [Fact]
    public void Tell_WhereAnEarlierRunHasDoneAPart_EstimatesNothing() => Assert.Empty(Tell(400, _folder.Write("cache", "features")));

    private string Tell(double seconds, string cache)
    {
        var console = new CommandConsole { Input = TextReader.Null, Output = TextWriter.Null, Error = _error };
        TrainingForecastLine.Tell(console, cache, () => new TrainingForecast { Duration = TimeSpan.FromSeconds(seconds), MemoryBytes = 1_536L << 20, Encodings = 1 });
        return _error.ToString();
    }
}
