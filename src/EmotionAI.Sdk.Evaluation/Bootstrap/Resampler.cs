using System.Runtime.InteropServices;

namespace EmotionAI.Evaluation.Bootstrap;

/// <summary>Draws resamples.</summary>
/// <remarks>Safe for concurrent use: each task brings a list of its own.</remarks>
internal sealed class Resampler
{
    private readonly int[][] _speakers;
    private readonly bool _drawsWholeSpeakers;
    private readonly ulong _seed;
    private readonly int _samples;

    public Resampler(int samples, BootstrapOptions options)
    {
        _drawsWholeSpeakers = options.DrawsWholeSpeakers;
        _seed = options.Seed;
        _samples = samples;
        var rows = Enumerable.Range(0, samples);
        _speakers = options.Speakers is { } speakers
            ? [.. rows.GroupBy(row => speakers[row], StringComparer.Ordinal).Select(group => group.ToArray())]
            : [rows.ToArray()];
    }

    /// <summary>Draws one resample; which one depends on the seed and its number alone.</summary>
    /// <param name="number">The number, from 0.</param>
    /// <param name="rows">Takes the samples in place of what it held.</param>
    public void Draw(int number, List<int> rows)
    {
        var random = new Xoshiro256StarStar(_seed, (ulong)number + 1);
        rows.Clear();
        if (_drawsWholeSpeakers)
        {
            foreach (var _ in _speakers)
            {
                rows.AddRange(_speakers[random.Next(_speakers.Length)]);
            }

            return;
        }

        CollectionsMarshal.SetCount(rows, _samples);
        var drawn = CollectionsMarshal.AsSpan(rows);
        foreach (var speaker in _speakers)
        {
            for (var i = 0; i < speaker.Length; i++)
            {
                drawn[i] = speaker[random.Next(speaker.Length)];
            }

            drawn = drawn[speaker.Length..];
        }
    }
}
