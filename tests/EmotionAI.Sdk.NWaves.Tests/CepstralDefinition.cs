namespace EmotionAI.Tests.Voice;

/// <summary>Computes mel-frequency cepstral means step by step, without a fast transform: Hamming window, power, triangles between points that are equally far in mel, natural logarithm, orthonormal DCT-II.</summary>
internal static class CepstralDefinition
{
    private const int Length = 400;
    private const int Hop = 160;
    private const int FftSize = 512;
    private const int Bands = 26;
    private const int Count = 13;

    public static double[] Means(float[] samples)
    {
        var mean = samples.Average(sample => (double)sample);
        double[][] frames = [.. Enumerable.Range(0, 1 + ((samples.Length - Length) / Hop)).Select(frame => Enumerable.Range(0, Length).Select(i => samples[(frame * Hop) + i] - mean).ToArray())];
        var loudest = frames.Max(Power);
        double[][] cepstra = [.. frames.Where(frame => Power(frame) >= 1e-4 * loudest).Select(Cepstrum)];
        return [.. Enumerable.Range(0, Count).Select(i => cepstra.Average(cepstrum => cepstrum[i]))];
    }

    private static double Power(double[] frame) => frame.Sum(sample => sample * sample) - (Math.Pow(frame.Sum(), 2) / frame.Length);

    private static double[] Cepstrum(double[] frame)
    {
        var power = new double[(FftSize / 2) + 1];
        for (var bin = 0; bin < power.Length; bin++)
        {
            var (real, imaginary) = (0.0, 0.0);
            for (var i = 0; i < Length; i++)
            {
                var windowed = frame[i] * (0.54 - (0.46 * Math.Cos(Math.Tau * i / (Length - 1))));
                var (sine, cosine) = Math.SinCos(Math.Tau * bin * i / FftSize);
                real += windowed * cosine;
                imaginary -= windowed * sine;
            }

            power[bin] = (real * real) + (imaginary * imaginary);
        }

        double[] logarithms = [.. Enumerable.Range(0, Bands).Select(band => Math.Log(Math.Max(1e-10, Band(power, band))))];
        return [.. Enumerable.Range(0, Count).Select(i => Math.Sqrt((i == 0 ? 1.0 : 2.0) / Bands) * Enumerable.Range(0, Bands).Sum(band => logarithms[band] * Math.Cos(Math.PI * i * (band + 0.5) / Bands)))];
    }

    private static double Band(double[] power, int band)
    {
        var (left, middle, right) = (Point(band), Point(band + 1), Point(band + 2));
        return power.Select((value, bin) => value * Math.Max(0, Math.Min(((bin * 31.25) - left) / (middle - left), (right - (bin * 31.25)) / (right - middle)))).Sum();

        static double Point(int point) => 700 * (Math.Pow(10, point * Mel(8_000) / (Bands + 1) / 2595) - 1);

        static double Mel(double frequency) => 2595 * Math.Log10(1 + (frequency / 700));
    }
}
