using System.Text;
using EmotionAI.Cli.Output;
using EmotionAI.Formats;
using Microsoft.Win32.SafeHandles;

namespace EmotionAI.Cli;

/// <summary>Opens the standard streams of this process as UTF-8.</summary>
internal sealed class ProcessStreams : IDisposable
{
    private const int BufferSize = 1 << 16;
    private const int StandardOutput = 1;

    private readonly EncodedReader _input;
    private readonly StreamWriter _output;

    public ProcessStreams()
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        if (OperatingSystem.IsWindows() && !Console.IsOutputRedirected)
        {
            Console.OutputEncoding = utf8;
        }

        _input = new EncodedReader(Console.OpenStandardInput());
        _output = new StreamWriter(new WholeLineStream(OpenOutput()), utf8, BufferSize);
        CommandConsole = new CommandConsole
        {
            Input = _input,
            OpenInput = Console.OpenStandardInput,
            Output = _output,
            Error = Console.Error,
            IsInputTerminal = !Console.IsInputRedirected,
            IsOutputTerminal = !Console.IsOutputRedirected,
            IsErrorTerminal = !Console.IsErrorRedirected,
            Columns = ReadColumns,
            Environment = Environment.GetEnvironmentVariable,
        };
    }

    public CommandConsole CommandConsole { get; }

    public void Dispose()
    {
        _input.Dispose();
        try
        {
            _output.Dispose();
        }
        catch (IOException e) when (BrokenPipe.Is(e))
        {
            // The reader left; what it did not read is lost by its own wish.
        }
    }

    private static int? ReadColumns()
    {
        try
        {
            return Console.WindowWidth is > 0 and var columns ? columns : null;
        }
        catch (Exception e) when (e is IOException or PlatformNotSupportedException)
        {
            return null;
        }
    }

    private static Stream OpenOutput()
    {
        if (OperatingSystem.IsWindows() || !Console.IsOutputRedirected)
        {
            return Console.OpenStandardOutput();
        }

        // The stream of Console ignores that the reader of a pipe has left, and a run of hours would go on for nobody.
        var stream = new FileStream(new SafeFileHandle(StandardOutput, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return stream.CanSeek ? Console.OpenStandardOutput() : stream;
    }
}
