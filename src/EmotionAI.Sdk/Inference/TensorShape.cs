namespace EmotionAI.Inference;

/// <summary>Holds the dimensions of a tensor, as a value that can be a key.</summary>
internal readonly record struct TensorShape
{
    private readonly long _first;
    private readonly long _second;
    private readonly long _third;
    private readonly long _fourth;

    /// <param name="dimensions">One to four dimensions.</param>
    public TensorShape(params ReadOnlySpan<long> dimensions)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimensions.Length, 4);
        Rank = dimensions.Length;
        (_first, _second, _third, _fourth) = (At(dimensions, 0), At(dimensions, 1), At(dimensions, 2), At(dimensions, 3));
    }

    public int Rank { get; }

    /// <summary>Gets the number of rows.</summary>
    public int Batch => (int)_first;

    /// <summary>Gets the second dimension.</summary>
    public int Sequence => (int)_second;

    public long[] ToArray() => new[] { _first, _second, _third, _fourth }[..Rank];

    private static long At(ReadOnlySpan<long> dimensions, int index) => index < dimensions.Length ? dimensions[index] : 1;
}
