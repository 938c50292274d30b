namespace EmotionAI.Audio.Decoding;

/// <summary>Holds the tables of ITU-T G.711: each code as 16-bit linear, divided by 2^15.</summary>
internal static class Companding
{
    private const int MuLawBias = 0x84;

    private static readonly float[] ALawTable = Build(ExpandALaw);
    private static readonly float[] MuLawTable = Build(ExpandMuLaw);

    public static ReadOnlySpan<float> ALaw => ALawTable;

    public static ReadOnlySpan<float> MuLaw => MuLawTable;

    private static float[] Build(Func<int, int> expand)
    {
        var table = new float[256];
        for (var code = 0; code < table.Length; code++)
        {
            table[code] = expand(code) * SampleKernels.Scale16;
        }

        return table;
    }

    private static int ExpandALaw(int code)
    {
        var bits = code ^ 0x55;
        var exponent = (bits >> 4) & 7;
        var mantissa = ((bits & 15) << 4) + 8;
        var magnitude = exponent == 0 ? mantissa : (mantissa + 0x100) << (exponent - 1);
        return (bits & 0x80) != 0 ? magnitude : -magnitude;
    }

    private static int ExpandMuLaw(int code)
    {
        var bits = ~code;
        var exponent = (bits >> 4) & 7;
        var magnitude = ((((bits & 15) << 3) + MuLawBias) << exponent) - MuLawBias;
        return (bits & 0x80) != 0 ? -magnitude : magnitude;
    }
}
