using System.Runtime.Intrinsics;

namespace EmotionAI.Audio.Dsp;

/// <summary>Transforms a few complex elements of eight lanes: the inner step of a <see cref="FourierStage"/>.</summary>
internal interface IButterfly
{
    /// <summary>Gets the number of elements.</summary>
    static abstract int Radix { get; }

    /// <summary>Transforms <see cref="Radix"/> elements, each a vector of real and one of imaginary parts.</summary>
    /// <param name="x">The first element.</param>
    /// <param name="part">The distance from element to element of <paramref name="x"/>, in vectors.</param>
    /// <param name="y">Receives the first element.</param>
    /// <param name="stride">The distance from element to element of <paramref name="y"/>, in vectors.</param>
    /// <param name="twiddles">The cosine and sine by which each element but the first is turned.</param>
    /// <param name="turns">Whether to turn them; a constant.</param>
    static abstract void Apply(ref Vector256<float> x, nint part, ref Vector256<float> y, nint stride, ref float twiddles, bool turns);
}
