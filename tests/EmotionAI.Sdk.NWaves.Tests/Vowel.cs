namespace EmotionAI.Tests.Voice;

/// <summary>Makes vowels of which everything is known: the moments and the strengths of the pulses, between samples, and the resonances that each sets off.</summary>
internal sealed class Vowel
{
    /// <summary>Frequencies and bandwidths of an open vowel, in Hz; each pulse sets in smoothly, so that little of it is above half the sample rate, and has died away when the next one comes.</summary>
    private static readonly (double Frequency, double Bandwidth)[] Formants = [(700, 300), (1_200, 320), (2_500, 400)];

    private readonly List<double> _pulses = [];
    private readonly List<double> _strengths = [];

    /// <param name="frequency">The mean pitch, in Hz.</param>
    /// <param name="seconds">How long it sounds.</param>
    /// <param name="jitter">The largest share by which a period is longer or shorter.</param>
    /// <param name="shimmer">The largest share by which a pulse is stronger or weaker.</param>
    /// <param name="sampleRate">The sample rate, in Hz.</param>
    public Vowel(double frequency, double seconds = 1, double jitter = 0, double shimmer = 0, int sampleRate = 16_000)
    {
        var random = new Random(7);
        for (var at = 0.0; at < seconds; at += (1 + (jitter * ((2 * random.NextDouble()) - 1))) / frequency)
        {
            _pulses.Add(at);
            _strengths.Add(1 + (shimmer * ((2 * random.NextDouble()) - 1)));
        }

        SampleRate = sampleRate;
        Samples = Sound((int)(seconds * sampleRate));
    }

    public int SampleRate { get; }

    public float[] Samples { get; }

    public AudioClip Clip => new(Samples, SampleRate);

    /// <summary>Gets the mean difference of neighbouring periods over the mean period.</summary>
    public double Jitter => Perturbation([.. _pulses.Zip(_pulses.Skip(1), (first, second) => second - first)]);

    /// <summary>Gets the mean difference of neighbouring strengths over the mean strength.</summary>
    public double Shimmer => Perturbation([.. _strengths]);

    /// <summary>Gives the vowel with white noise so many dB below it.</summary>
    public AudioClip WithNoise(double decibels)
    {
        var random = new Random(3);
        double[] noise = [.. Samples.Select(_ => Normal(random))];
        var scale = Math.Sqrt(Samples.Sum(sample => (double)sample * sample) / noise.Sum(value => value * value) * Math.Pow(10, -decibels / 10));
        return new AudioClip(Samples.Zip(noise, (sample, value) => (float)(sample + (scale * value))).ToArray(), SampleRate);
    }

    public static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(Math.Tau * random.NextDouble());

    private static double Perturbation(double[] values) => values.Zip(values.Skip(1), (first, second) => Math.Abs(second - first)).Average() / values.Average();

    private float[] Sound(int length)
    {
        var sound = new float[length];
        for (var pulse = 0; pulse < _pulses.Count; pulse++)
        {
            var first = (int)Math.Ceiling(_pulses[pulse] * SampleRate);
            for (var i = first; i < Math.Min(length, first + (SampleRate / 25)); i++)
            {
                var t = ((double)i / SampleRate) - _pulses[pulse];
                sound[i] += (float)(0.2 * _strengths[pulse] * Formants.Sum(formant => Math.PI * formant.Bandwidth * t * Math.Exp(-Math.PI * formant.Bandwidth * t) * Math.Sin(Math.Tau * formant.Frequency * t)));
            }
        }

        return sound;
    }
}
