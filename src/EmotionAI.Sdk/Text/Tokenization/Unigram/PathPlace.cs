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

    /// <summary>Gets a place to which no path leads yet.</summary>
    public static PathPlace Unreached => new(double.NegativeInfinity, 0, Unknown);

    /// <summary>Takes a path where it is better than the one that is known; of two equal ones the first stays.</summary>
    /// <remarks>Without a branch: which of two splits is better, nobody predicts.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Improve(ref PathPlace place, double score, int start, int node)
    {
        var known = Unsafe.As<PathPlace, Vector128<double>>(ref place);
        var (low, high) = BitConverter.IsLittleEndian ? ((uint)start, (uint)node) : ((uint)node, (uint)start);
        var found = Vector128.Create(score, BitConverter.UInt64BitsToDouble(low | ((ulong)high << 32)));
        var isBetter = Vector128.GreaterThan(Vector128.Create(score), Vector128.Create(known.ToScalar()));
        Unsafe.As<PathPlace, Vector128<double>>(ref place) = Vector128.ConditionalSelect(isBetter, found, known);
    }
}
