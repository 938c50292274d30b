using System.Runtime.Intrinsics;

namespace EmotionAI.Audio.Dsp;

/// <summary>Computes eight discrete Fourier transforms at once, one in each SIMD lane: Stockham's self-sorting algorithm with radices 4, 2, 3, 5, 7 and, for other prime factors, the plain sum.</summary>
/// <remarks>Immutable and safe for concurrent use. An element is a vector of eight real parts followed by one of eight imaginary parts.</remarks>
internal sealed class FourierTransform
{
    private readonly FourierStage[] _stages;

    private static ReadOnlySpan<int> Radices => [4, 2, 3, 5, 7];

    public FourierTransform(int length)
    {
        Length = length;
        var stages = new List<FourierStage>();
        var (rest, stride) = (length, 1);
        while (rest > 1)
        {
            var radix = RadixOf(rest);
            stages.Add(new FourierStage(radix, rest, stride));
            rest /= radix;
            stride *= radix;
        }

        _stages = [.. stages];
    }

    /// <summary>Gets the number of elements.</summary>
    public int Length { get; }

    /// <summary>Transforms.</summary>
    /// <param name="data">The elements; overwritten.</param>
    /// <param name="scratch">Scratch of the same length.</param>
    /// <returns>The one of the two that holds the result.</returns>
    public Span<Vector256<float>> Transform(Span<Vector256<float>> data, Span<Vector256<float>> scratch)
    {
        foreach (var stage in _stages)
        {
            stage.Run(data, scratch);
            var done = scratch;
            scratch = data;
            data = done;
        }

        return data[..(2 * Length)];
    }

    /// <summary>Gives the steps of the slowest stage: the length times its largest radix.</summary>
    public static long CostOf(int length)
    {
        var (rest, largest) = (length, 1);
        while (rest > 1)
        {
            var radix = RadixOf(rest);
            largest = Math.Max(largest, radix);
            rest /= radix;
        }

        return (long)length * largest;
    }

    private static int RadixOf(int length)
    {
        foreach (var radix in Radices)
        {
            if (length % radix == 0)
            {
                return radix;
            }
        }

        var factor = 11;
        while (length % factor != 0)
        {
            factor += factor * factor > length ? length - factor : 2;
        }

        return factor;
    }
}
