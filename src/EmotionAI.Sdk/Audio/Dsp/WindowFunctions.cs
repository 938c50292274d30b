namespace EmotionAI.Audio.Dsp;

/// <summary>Makes window functions: periodic ones as torch makes them by default, symmetric ones as Kaldi does.</summary>
internal static class WindowFunctions
{
    private const double PoveyPower = 0.85;

    public static float[] PeriodicHann(int length) => Cosine(length, length, 0.5);

    public static float[] PeriodicHamming(int length) => Cosine(length, length, 0.54);

    public static float[] SymmetricHann(int length) => Cosine(length, length - 1, 0.5);

    public static float[] SymmetricHamming(int length) => Cosine(length, length - 1, 0.54);

    /// <summary>Makes Kaldi's own: a Hann window to the power of 0.85, which reaches zero at the ends and is wider.</summary>
    public static float[] Povey(int length) =>
        [.. Enumerable.Range(0, length).Select(n => (float)Math.Pow(Math.Max(0, 0.5 - (0.5 * Turn(n, length - 1))), PoveyPower))];

    public static float[] Blackman(int length) =>
        [.. Enumerable.Range(0, length).Select(n => (float)(0.42 - (0.5 * Turn(n, length - 1)) + (0.08 * Turn(2 * n, length - 1))))];

    private static float[] Cosine(int length, int period, double offset) =>
        [.. Enumerable.Range(0, length).Select(n => (float)(offset - ((1 - offset) * Turn(n, period))))];

    private static double Turn(int n, int period) => Math.Cos(2 * Math.PI * n / Math.Max(1, period));
}
