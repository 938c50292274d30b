using System.Globalization;

namespace EmotionAI.Graphs;

/// <summary>Compares the shape of a tensor with the one that a network asks for; -1 stands for any size.</summary>
internal static class WeightShape
{
    public static bool Matches(ReadOnlySpan<long> required, ReadOnlySpan<long> shape)
    {
        if (shape.Length != required.Length)
        {
            return false;
        }

        for (var i = 0; i < shape.Length; i++)
        {
            if (required[i] >= 0 && required[i] != shape[i])
            {
                return false;
            }
        }

        return true;
    }

    public static string Describe(ReadOnlySpan<long> shape)
    {
        var parts = new string[shape.Length];
        for (var i = 0; i < shape.Length; i++)
        {
            parts[i] = shape[i] < 0 ? "*" : shape[i].ToString(CultureInfo.InvariantCulture);
        }

        return $"[{string.Join(", ", parts)}]";
    }
}
