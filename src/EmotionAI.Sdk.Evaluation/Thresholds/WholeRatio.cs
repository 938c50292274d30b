namespace EmotionAI.Evaluation.Thresholds;

/// <summary>Holds a ratio of counts; compared exactly.</summary>
/// <param name="Numerator">The numerator, 0 or more.</param>
/// <param name="Denominator">The denominator, above 0 unless the numerator is 0.</param>
internal readonly record struct WholeRatio(long Numerator, long Denominator) : IComparable<WholeRatio>
{
    public double Value => Numerator == 0 ? 0 : (double)Numerator / Denominator;

    public int CompareTo(WholeRatio other) => Numerator == 0 || other.Numerator == 0
        ? Numerator.CompareTo(other.Numerator)
        : ((Int128)Numerator * other.Denominator).CompareTo((Int128)other.Numerator * Denominator);
}
