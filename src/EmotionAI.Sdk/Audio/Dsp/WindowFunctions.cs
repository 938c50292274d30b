namespace EmotionAI.Audio.Dsp;

/// <summary>Makes window functions, periodic as torch makes them by default.</summary>
internal static class WindowFunctions
{
    public static float[] PeriodicHann(int length) => Cosine(length, 0.5);

    public static float[] PeriodicHamming(int length) => Cosine(length, 0.54);

    private static float[] Cosine(int length, double offset) =>
        [.. Enumerable.Range(0, length).Select(n => (float)(offset - ((1 - offset) * Math.Cos(2 * Math.PI * n / length))))];
}
