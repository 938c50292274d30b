namespace EmotionAI.Graphs;

/// <summary>Names a tensor that a graph needs, with its shape; -1 stands for any size.</summary>
/// <param name="Name">The name in the checkpoint.</param>
/// <param name="Shape">The shape.</param>
internal readonly record struct TensorRequirement(string Name, params long[] Shape)
{
    public bool Matches(ReadOnlySpan<long> shape)
    {
        if (shape.Length != Shape.Length)
        {
            return false;
        }

        for (var i = 0; i < shape.Length; i++)
        {
            if (Shape[i] >= 0 && Shape[i] != shape[i])
            {
                return false;
            }
        }

        return true;
    }

    public string DescribeShape() => Describe(Shape);

    public static string Describe(ReadOnlySpan<long> shape)
    {
        var parts = new string[shape.Length];
        for (var i = 0; i < shape.Length; i++)
        {
            parts[i] = shape[i] < 0 ? "*" : shape[i].ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return $"[{string.Join(", ", parts)}]";
    }
}
