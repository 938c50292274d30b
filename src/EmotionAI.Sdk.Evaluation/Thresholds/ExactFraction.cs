using System.Numerics;

namespace EmotionAI.Evaluation.Thresholds;

/// <summary>Holds a fraction of whole numbers, so that 2/3 and 4/6 are equal, which no rounding may break.</summary>
/// <param name="Numerator">The numerator, 0 or more.</param>
/// <param name="Denominator">The denominator, above 0.</param>
internal readonly record struct ExactFraction(BigInteger Numerator, BigInteger Denominator) : IComparable<ExactFraction>
{
    public static ExactFraction Zero => new(0, 1);

    public static ExactFraction operator +(ExactFraction left, ExactFraction right) => left.Denominator == right.Denominator
        ? left with { Numerator = left.Numerator + right.Numerator }
        : new ExactFraction((left.Numerator * right.Denominator) + (right.Numerator * left.Denominator), left.Denominator * right.Denominator);

    public int CompareTo(ExactFraction other) => (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);
}
