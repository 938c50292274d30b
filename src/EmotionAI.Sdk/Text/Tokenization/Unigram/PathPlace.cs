using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EmotionAI.Text.Tokenization.Unigram;

/// <summary>Is a place between two units of a text, with the best path that leads to it.</summary>
/// <param name="Score">The sum of its scores.</param>
/// <param name="Start">Where its last token begins.</param>
/// <param name="Node">The node of that token, or <see cref="Unknown"/>.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct PathPlace(double Score, int Start, int Node)
{
    /// <summary>Stands in <see cref="Node"/> for a character that is no piece.</summary>
    public const int Unknown = -1;

    /// <summary>Takes a path where it is better than the one that is known; of two equal ones the first stays.</summary>
    /// <remarks>Without a branch: which of two splits is better, nobody predicts.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Improve(ref PathPlace place, double score, int start, int node)
    {
        ref var vector = ref Unsafe.As<PathPlace, Vector128<double>>(ref place);
        var known = vector;
        var isBetter = Vector128.GreaterThan(Vector128.Create(score), Vector128.Create(known.ToScalar()));
        vector = Vector128.ConditionalSelect(isBetter, Pack(score, start, node), known);
    }

    /// <summary>Takes a path, whatever was known.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Set(ref PathPlace place, double score, int start, int node) => Unsafe.As<PathPlace, Vector128<double>>(ref place) = Pack(score, start, node);

    private static Vector128<double> Pack(double score, int start, int node)
    {
        var (low, high) = BitConverter.IsLittleEndian ? ((uint)start, (uint)node) : ((uint)node, (uint)start);
        return Vector128.Create(score, BitConverter.UInt64BitsToDouble(low | ((ulong)high << 32)));
    }
}
