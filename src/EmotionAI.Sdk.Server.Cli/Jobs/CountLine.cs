using System.Diagnostics;
using EmotionAI.Cli;

namespace EmotionAI.Server.Cli.Jobs;

/// <summary>Counts on standard error, at once and in order; silent where that is no terminal.</summary>
/// <param name="console">Receives the line.</param>
/// <param name="unit">What is counted, in the plural.</param>
/// <param name="countOf">Finds the count in what is reported.</param>
internal sealed class CountLine<T>(CommandConsole console, string unit, Func<T, long> countOf) : IProgress<T>
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private long _told;
    private int _width;

    public void Report(T value)
    {
        if (!console.IsErrorTerminal || (_told != 0 && Stopwatch.GetElapsedTime(_told) < Interval))
        {
            return;
        }

        _told = Stopwatch.GetTimestamp();
        var line = Invariant($"{countOf(value):N0} {unit}");
        console.Error.Write($"\r{line}");
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
