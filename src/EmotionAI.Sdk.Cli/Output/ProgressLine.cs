using System.Diagnostics;
using System.Globalization;

namespace EmotionAI.Cli.Output;

/// <summary>Counts on standard error, with a bar where the total is known; silent where nobody would see it, or where results on the terminal show the progress.</summary>
/// <param name="console">Receives the line.</param>
/// <param name="unit">What is counted, in the plural.</param>
/// <param name="total">How many there are; null where that is not known.</param>
internal sealed class ProgressLine(CommandConsole console, string unit, long? total = null) : IProgress<int>
{
    private const int BarWidth = 30;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly bool _visible = console.IsErrorTerminal && (total is not null || !console.IsOutputTerminal);
    private readonly Stopwatch _elapsed = Stopwatch.StartNew();
    private TimeSpan _shown = -Interval;
    private long _count;
    private long? _first;
    private int _width;

    public void Advance(int count)
    {
        _count += count;
        if (!_visible || _elapsed.Elapsed - _shown < Interval)
        {
            return;
        }

        _shown = _elapsed.Elapsed;
        var line = string.Create(CultureInfo.InvariantCulture, $"{Bar()}{_count:N0} {unit}, {_count / _shown.TotalSeconds:N0}/s");
        console.Error.Write($"\r{line.PadRight(_width)}");
        _width = line.Length;
    }

    /// <summary>Says how many are done by now.</summary>
    public void Report(int value)
    {
        _first ??= value;
        Advance((int)(value - _count));
    }

    /// <summary>Gets how many were done since the first report.</summary>
    public int Advanced => (int)(_count - (_first ?? 0));

    /// <summary>Removes the line.</summary>
    public void Clear()
    {
        if (_width > 0)
        {
            console.Error.Write($"\r{new string(' ', _width)}\r");
            _width = 0;
        }
    }

    private string Bar()
    {
        if (total is not > 0)
        {
            return "";
        }

        var done = (int)(BarWidth * _count / total.Value);
        return string.Create(CultureInfo.InvariantCulture, $"[{new string('#', done)}{new string('.', BarWidth - done)}] {100.0 * _count / total:N0} % of {total:N0}: ");
    }
}
