using System.Runtime.InteropServices;

namespace EmotionAI.Evaluation.Bootstrap;

/// <summary>Draws resamples.</summary>
internal sealed class Resampler
{
    private readonly int[][] _speakers;
    private readonly ResamplingScheme _scheme;
    private readonly ulong _seed;
    private readonly List<int> _rows;

    public Resampler(int samples, BootstrapOptions options)
    {
        _scheme = options.Scheme;
        _seed = options.Seed;
        _rows = new List<int>(samples);
        var rows = Enumerable.Range(0, samples);
        _speakers = options.Speakers is { } speakers
            ? [.. rows.GroupBy(row => speakers[row], StringComparer.Ordinal).Select(group => group.ToArray())]
            : [rows.ToArray()];
    }

    /// <summary>Draws one resample; which one depends on the seed and its number alone.</summary>
    /// <param name="number">The number, from 0.</param>
    /// <returns>The samples, valid until the next call.</returns>
    public ReadOnlySpan<int> Draw(int number)
    {
        var random = new Xoshiro256StarStar(_seed, (ulong)number + 1);
        _rows.Clear();
        foreach (var speaker in _speakers)
        {
            if (_scheme == ResamplingScheme.WholeSpeakers)
            {
                _rows.AddRange(_speakers[random.Next(_speakers.Length)]);
                continue;
            }

            for (var i = 0; i < speaker.Length; i++)
            {
                _rows.Add(speaker[random.Next(speaker.Length)]);
            }
        }

        return CollectionsMarshal.AsSpan(_rows);
    }
}
