using System.Diagnostics;
using System.Globalization;

namespace EmotionAI.Cli.Output;

/// <summary>Counts on standard error while results go to a file or a pipe; silent where nobody would see it.</summary>
/// <param name="console">Receives the line.</param>
/// <param name="unit">What is counted, in the plural.</param>
internal sealed class ProgressLine(CommandConsole console, string unit)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly bool _visible = console.IsErrorTerminal && !console.IsOutputTerminal;
    private readonly Stopwatch _elapsed = Stopwatch.StartNew();
    private TimeSpan _shown = -Interval;
    private long _count;
    private int _width;

    public void Advance(int count)
    {
        _count += count;
        if (!_visible || _elapsed.Elapsed - _shown < Interval)
        {
            return;
        }

        _shown = _elapsed.Elapsed;
        var line = string.Create(CultureInfo.InvariantCulture, $"{_count:N0} {unit}, {_count / _shown.TotalSeconds:N0}/s");
        console.Error.Write($"\r{line.PadRight(_width)}");
        _width = line.Length;
    }

    /// <summary>Removes the line.</summary>
    public void Clear()
    {
        if (_width > 0)
        {
            console.Error.Write($"\r{new string(' ', _width)}\r");
            _width = 0;
        }
    }
}
