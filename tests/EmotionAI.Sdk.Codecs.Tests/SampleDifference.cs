namespace EmotionAI.Tests.Codecs;

/// <summary>Says how far two recordings are apart.</summary>
internal static class SampleDifference
{
    public static double Largest(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        var largest = 0.0;
        for (var i = 0; i < expected.Length; i++)
        {
            var difference = Math.Abs((double)expected[i] - actual[i]);
            largest = difference > largest || double.IsNaN(difference) ? difference : largest;
        }

        return largest;
    }

    /// <summary>Gets the power of the first recording over that of the difference, in dB.</summary>
    public static double SignalToNoise(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        double signal = 0, noise = 0;
        for (var i = 0; i < expected.Length; i++)
        {
            signal += (double)expected[i] * expected[i];
            noise += Math.Pow((double)expected[i] - actual[i], 2);
        }

        return 10 * Math.Log10(signal / noise);
    }
}
