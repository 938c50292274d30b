using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace EmotionAI.Audio.Dsp;

/// <summary>Swaps rows and columns of eight vectors of eight lanes.</summary>
internal static class LaneMatrix
{
    private const int Size = 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(Span<Vector256<float>> rows)
    {
        rows = rows[..Size];
        if (!Avx.IsSupported)
        {
            TransposePlain(rows);
            return;
        }

        var (a0, a1) = (Avx.UnpackLow(rows[0], rows[1]), Avx.UnpackHigh(rows[0], rows[1]));
        var (a2, a3) = (Avx.UnpackLow(rows[2], rows[3]), Avx.UnpackHigh(rows[2], rows[3]));
        var (a4, a5) = (Avx.UnpackLow(rows[4], rows[5]), Avx.UnpackHigh(rows[4], rows[5]));
        var (a6, a7) = (Avx.UnpackLow(rows[6], rows[7]), Avx.UnpackHigh(rows[6], rows[7]));
        var (b0, b1) = (Avx.Shuffle(a0, a2, 0x44), Avx.Shuffle(a0, a2, 0xEE));
        var (b2, b3) = (Avx.Shuffle(a1, a3, 0x44), Avx.Shuffle(a1, a3, 0xEE));
        var (b4, b5) = (Avx.Shuffle(a4, a6, 0x44), Avx.Shuffle(a4, a6, 0xEE));
        var (b6, b7) = (Avx.Shuffle(a5, a7, 0x44), Avx.Shuffle(a5, a7, 0xEE));
        rows[0] = Avx.Permute2x128(b0, b4, 0x20);
        rows[1] = Avx.Permute2x128(b1, b5, 0x20);
        rows[2] = Avx.Permute2x128(b2, b6, 0x20);
        rows[3] = Avx.Permute2x128(b3, b7, 0x20);
        rows[4] = Avx.Permute2x128(b0, b4, 0x31);
        rows[5] = Avx.Permute2x128(b1, b5, 0x31);
        rows[6] = Avx.Permute2x128(b2, b6, 0x31);
        rows[7] = Avx.Permute2x128(b3, b7, 0x31);
    }

    private static void TransposePlain(Span<Vector256<float>> rows)
    {
        for (var i = 0; i < Size; i++)
        {
            for (var j = i + 1; j < Size; j++)
            {
                var upper = rows[i][j];
                rows[i] = rows[i].WithElement(j, rows[j][i]);
                rows[j] = rows[j].WithElement(i, upper);
            }
        }
    }
}
