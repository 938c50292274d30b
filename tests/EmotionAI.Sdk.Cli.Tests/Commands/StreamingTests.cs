using System.Globalization;

namespace EmotionAI.Cli.Tests.Commands;

public sealed class StreamingTests
{
    private const int LineCount = 50_000;

    /// <summary>A portion is 8 batches of 32 texts; the buffer of 65,536 characters holds less than 10,000 of these lines.</summary>
    private const int MostInMemory = 10_000;

    [Fact]
    public void Run_ManyLines_WritesThemInOrderWhileItReads()
    {
        using var output = new CountingWriter();
        using var lines = new GeneratedLines(LineCount);
        var furthestAhead = 0;
        lines.Reading += given => furthestAhead = Math.Max(furthestAhead, given - output.LineCount);

        Assert.Equal(ExitCode.Success, new Terminal { Reader = lines }.RunInto(output, "classify", "text", "--mock"));

        Assert.Equal(LineCount, output.LineCount);
        Assert.Equal(-1, output.FirstWrong);
        Assert.InRange(furthestAhead, 0, MostInMemory);
    }

    [Fact]
    public void Run_Cancelled_StopsAfterThePortionWithWholeLines()
    {
        using var cancellation = new CancellationTokenSource();
        using var lines = new GeneratedLines(LineCount);
        lines.Reading += given =>
        {
            if (given > LineCount / 2)
            {
                cancellation.Cancel();
            }
        };
        var terminal = new Terminal { Reader = lines };

        Assert.Equal(ExitCode.Cancelled, terminal.Run(cancellation.Token, "classify", "text", "--mock"));

        Assert.InRange(terminal.Lines.Length, 1_000, LineCount - 1_000);
        Assert.EndsWith("}\n", terminal.Output, StringComparison.Ordinal);
        Assert.Equal(terminal.Lines.Length - 1, terminal.Json(terminal.Lines.Length - 1).GetProperty("index").GetInt32());
        Assert.Empty(terminal.Error);
    }

    [Fact]
    public void Run_CancelledWhileNothingComes_Ends()
    {
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        using var silence = new SilentReader();

        Assert.Equal(ExitCode.Cancelled, new Terminal { Reader = silence }.Run(cancellation.Token, "classify", "text", "--mock"));
    }

    [Fact]
    public void Run_LineArrives_IsAnsweredBeforeTheNextIsRead()
    {
        using var output = new CountingWriter();
        using var lines = new GeneratedLines(3, linesOfRead: 1);
        List<int> answered = [];
        lines.Reading += _ => answered.Add(output.LineCount);

        new Terminal { Reader = lines }.RunInto(output, "classify", "text", "--mock");

        Assert.Equal([0, 1, 2, 3], answered);
    }

    [Fact]
    public void Run_ReaderOfTheOutputLeft_EndsQuietly()
    {
        using var output = new BrokenWriter(new IOException("Broken pipe", 32));
        var terminal = new Terminal { Input = "a\nb\n" };

        Assert.Equal(ExitCode.Success, terminal.RunInto(output, "classify", "text", "--mock"));
        Assert.Empty(terminal.Error);
    }

    [Fact]
    public void Run_OutputCannotBeWritten_Fails()
    {
        using var output = new BrokenWriter(new IOException("No space left on device", 28));
        var terminal = new Terminal { Input = "a\nb\n" };

        Assert.Equal(ExitCode.Failure, terminal.RunInto(output, "classify", "text", "--mock"));
        Assert.Contains("No space left", terminal.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, false, true)]
    [InlineData(true, true, false)]
    [InlineData(false, false, false)]
    public void Run_Progress_IsShownOnlyWhereItIsSeenAndDoesNotDisturb(bool error, bool output, bool shown)
    {
        var terminal = new Terminal { Input = "a\nb\n", IsErrorTerminal = error, IsOutputTerminal = output };

        terminal.Run("classify", "text", "--mock");

        Assert.Equal(shown, terminal.Error.Contains("2 texts", StringComparison.Ordinal));
    }

    private sealed class GeneratedLines(int count, int linesOfRead = 1_000) : TextReader
    {
        private string _rest = "";
        private int _given;

        public event Action<int>? Reading;

        public override int Read(char[] buffer, int index, int count1)
        {
            if (_rest.Length == 0)
            {
                Reading?.Invoke(_given);
                var last = Math.Min(count, _given + linesOfRead);
                _rest = string.Concat(Enumerable.Range(_given, last - _given).Select(i => string.Create(CultureInfo.InvariantCulture, $"line {i}\n")));
                _given = last;
            }

            var length = Math.Min(count1, _rest.Length);
            _rest.CopyTo(0, buffer, index, length);
            _rest = _rest[length..];
            return length;
        }
    }

    private sealed class SilentReader : TextReader
    {
        private readonly ManualResetEventSlim _never = new();

        public override int Read(char[] buffer, int index, int count)
        {
            _never.Wait(TimeSpan.FromSeconds(30));
            return 0;
        }

        protected override void Dispose(bool disposing)
        {
            _never.Set();
            base.Dispose(disposing);
        }
    }

    private sealed class CountingWriter : StringWriter
    {
        public int LineCount { get; private set; }

        public int FirstWrong { get; private set; } = -1;

        public override void Write(ReadOnlySpan<char> buffer)
        {
            if (!buffer.StartsWith(string.Create(CultureInfo.InvariantCulture, $"{{\"index\":{LineCount},\"input\":\"line {LineCount}\",")) && FirstWrong < 0)
            {
                FirstWrong = LineCount;
            }
        }

        public override void Write(char value) => LineCount++;
    }

    private sealed class BrokenWriter(IOException exception) : StringWriter
    {
        public override void Write(ReadOnlySpan<char> buffer) => throw exception;
    }
}
