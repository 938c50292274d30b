using System.Numerics;

namespace EmotionAI.Evaluation.Bootstrap;

/// <summary>Generates pseudo-random numbers by xoshiro256** (Blackman and Vigna, 2018), seeded by SplitMix64: the same on every machine and .NET version.</summary>
/// <remarks>Not safe for concurrent use: give each task its own stream. Not for secrets.</remarks>
internal sealed class Xoshiro256StarStar
{
    private const ulong GoldenRatio = 0x9E3779B97F4A7C15;

    private ulong _a;
    private ulong _b;
    private ulong _c;
    private ulong _d;

    /// <summary>Creates a generator; equal seeds and streams give equal numbers.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="stream">The number of an independent stream of that seed.</param>
    public Xoshiro256StarStar(ulong seed, ulong stream = 0)
    {
        var state = seed;
        if (stream != 0)
        {
            var mixed = stream;
            state ^= SplitMix(ref mixed);
        }

        _a = SplitMix(ref state);
        _b = SplitMix(ref state);
        _c = SplitMix(ref state);
        _d = SplitMix(ref state);
    }

    internal Xoshiro256StarStar(ulong a, ulong b, ulong c, ulong d) => (_a, _b, _c, _d) = (a, b, c, d);

    /// <summary>Gives the next 64 bits.</summary>
    /// <returns>A number from 0 to 2^64 - 1.</returns>
    public ulong Next()
    {
        var result = BitOperations.RotateLeft(_b * 5, 7) * 9;
        var shifted = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= shifted;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>Gives a number below a bound, each equally likely (Lemire's multiplication with rejection).</summary>
    /// <param name="bound">The bound, 1 or more.</param>
    /// <returns>A number from 0 to <paramref name="bound"/> - 1.</returns>
    public int Next(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        var range = (ulong)bound;
        var high = Math.BigMul(Next(), range, out var low);
        if (low < range)
        {
            var rejected = (0 - range) % range;
            while (low < rejected)
            {
                high = Math.BigMul(Next(), range, out low);
            }
        }

        return (int)high;
    }

    /// <summary>Puts values into a random order, each order equally likely (Fisher and Yates).</summary>
    /// <param name="values">The values.</param>
    public void Shuffle(Span<int> values)
    {
        for (var i = values.Length - 1; i > 0; i--)
        {
            var j = Next(i + 1);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }

    internal static ulong SplitMix(ref ulong state)
    {
        state += GoldenRatio;
        var mixed = state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
