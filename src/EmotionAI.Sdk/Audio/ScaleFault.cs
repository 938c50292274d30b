namespace EmotionAI.Audio;

/// <summary>Says what is wrong with samples far beyond full scale, and the way out.</summary>
internal static class ScaleFault
{
    /// <summary>One sample in a thousand: fewer are damage, more are another scale.</summary>
    private const int Few = 1_000;

    public static EmotionAIException Describe(ReadOnlySpan<float> samples, float peak, float allowed)
    {
        var (count, first) = (0, -1);
        for (var i = 0; i < samples.Length; i++)
        {
            if (MathF.Abs(samples[i]) > allowed)
            {
                count++;
                first = first < 0 ? i : first;
            }
        }

        var found = Invariant($"The samples of the clip reach {peak:G6}; full scale is 1, and at most {allowed:G6} is allowed.");
        return new EmotionAIException(EmotionErrorCodes.InputInvalid, (long)count * Few < samples.Length
            ? Invariant($"{found} {count} of {samples.Length} samples are beyond, the first at index {first}: they are damaged; set them to 0, or export the recording anew.")
            : $"{found} They look like integers stored as floats; divide them by {Divisor(peak)}.");
    }

    private static string Divisor(float peak) => peak switch
    {
        <= 32_768 => "32768 (16 bits)",
        <= 8_388_608 => "8388608 (24 bits)",
        <= 2_147_483_648 => "2147483648 (32 bits)",
        _ => "their full scale",
    };
}
