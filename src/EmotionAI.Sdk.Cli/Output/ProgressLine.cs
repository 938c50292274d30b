using System.Diagnostics;
using System.Globalization;

namespace EmotionAI.Cli.Output;

/// <summary>Counts on standard error, in one line that never wraps, with a bar where the total is known; silent where nobody would see it, or where results on the terminal show the progress.</summary>
/// <param name="console">Receives the line.</param>
/// <param name="unit">What is counted, in the plural.</param>
/// <param name="total">How many there are; null where that is not known.</param>
internal sealed class ProgressLine(CommandConsole console, string unit, long? total = null) : IProgress<int>
{
    private const int WidestBar = 30;
    private const int NarrowestBar = 5;
    private const int UsualColumns = 80;

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
        var line = Line();
        var width = TextWidth.Of(line);
        console.Error.Write($"\r{line}{new string(' ', Math.Max(0, Math.Min(_width, MostColumns) - width))}");
        _width = width;
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
            console.Error.Write($"\r{new string(' ', Math.Min(_width, MostColumns))}\r");
            _width = 0;
        }
    }

    /// <summary>Gets how wide the line may be: text in the last column moves the cursor to the next line on some terminals.</summary>
    private int MostColumns => (console.Columns() ?? UsualColumns) - 1;

    private string Line()
    {
        var most = MostColumns;
        var counts = string.Create(CultureInfo.InvariantCulture, $"{_count:N0} {unit}, {_count / _shown.TotalSeconds:N0}/s");
        if (total is not > 0)
        {
            return TextWidth.Cut(counts, most);
        }

        var share = (double)_count / total.Value;
        var line = string.Create(CultureInfo.InvariantCulture, $"{100 * share:N0} % of {total:N0}: {counts}");
        var bar = Math.Min(WidestBar, most - TextWidth.Of(line) - "[] ".Length);
        var done = (int)(bar * Math.Clamp(share, 0, 1));
        return bar < NarrowestBar ? TextWidth.Cut(line, most) : $"[{new string('#', done)}{new string('.', bar - done)}] {line}";
    }
}
