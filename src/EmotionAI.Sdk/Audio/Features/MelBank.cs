namespace EmotionAI.Audio.Features;

/// <summary>Holds the filters of a mel bank, each over the few bins where it is not zero.</summary>
internal sealed class MelBank
{
    private readonly (int First, int Count)[] _ranges;
    private readonly float[] _weights;

    private MelBank(IEnumerable<double[]> filters)
    {
        var trimmed = filters.Select(Trim).ToArray();
        _ranges = [.. trimmed.Select(filter => (filter.First, filter.Weights.Length))];
        _weights = [.. trimmed.SelectMany(filter => filter.Weights)];
    }

    public int Bands => _ranges.Length;

    /// <summary>Gets the first bin and the number of bins of each filter.</summary>
    public ReadOnlySpan<(int First, int Count)> Ranges => _ranges;

    /// <summary>Gets the weights of all filters, one filter after the other.</summary>
    public ReadOnlySpan<float> Weights => _weights;

    /// <summary>Makes the filters of transformers' <c>mel_filter_bank(norm="slaney", mel_scale="slaney")</c>.</summary>
    public static MelBank Slaney(int bands, int bins, int sampleRate)
    {
        var edges = Spread(HertzToSlaney(0), HertzToSlaney(sampleRate / 2.0), bands + 2, SlaneyToHertz);
        return new MelBank(Enumerable.Range(0, bands).Select(band =>
        {
            var (low, middle, high) = (edges[band], edges[band + 1], edges[band + 2]);
            return Frequencies(bins, sampleRate).Select(f => Math.Max(0, Math.Min((f - low) / (middle - low), (high - f) / (high - middle))) * 2 / (high - low)).ToArray();
        }));
    }

    /// <summary>Makes the filters of SpeechBrain's <c>Filterbank</c>: symmetric, with the bandwidth to the left neighbour on both sides.</summary>
    public static MelBank SpeechBrain(SpeechBrainFbankOptions options, int bins)
    {
        var edges = Spread(HertzToMel(options.MinimumFrequency), HertzToMel(options.MaximumFrequency), options.MelBands + 2, MelToHertz);
        var frequencies = Frequencies(bins, options.SampleRate);
        return new MelBank(Enumerable.Range(0, options.MelBands).Select(band =>
        {
            // float32, as the reference keeps them: a rectangle's edge may fall on a bin.
            var (centre, width) = ((float)edges[band + 1], (float)edges[band + 1] - (float)edges[band]);
            return frequencies.Select(f => Weight(options.FilterShape, (float)f, centre, width)).ToArray();
        }));
    }

    private static double Weight(string shape, float frequency, float centre, float width) => shape switch
    {
        "rectangular" => frequency >= centre - width && frequency <= centre + width ? 1 : 0,
        "gaussian" => Math.Exp(-0.5 * Math.Pow((frequency - centre) / (width / 2), 2)),
        _ => Math.Max(0, Math.Min(((frequency - centre) / width) + 1, 1 - ((frequency - centre) / width))),
    };

    private static double[] Frequencies(int bins, int sampleRate) =>
        [.. Enumerable.Range(0, bins).Select(bin => bins == 1 ? 0 : (double)(sampleRate / 2) * bin / (bins - 1))];

    private static double[] Spread(double low, double high, int count, Func<double, double> toHertz) =>
        [.. Enumerable.Range(0, count).Select(i => toHertz(low + ((high - low) * i / (count - 1))))];

    private static double HertzToMel(double hertz) => 2595 * Math.Log10(1 + (hertz / 700));

    private static double MelToHertz(double mel) => 700 * (Math.Pow(10, mel / 2595) - 1);

    private static double HertzToSlaney(double hertz) => hertz < 1000 ? 3 * hertz / 200 : 15 + (Math.Log(hertz / 1000) * 27 / Math.Log(6.4));

    private static double SlaneyToHertz(double mel) => mel < 15 ? 200 * mel / 3 : 1000 * Math.Exp(Math.Log(6.4) / 27 * (mel - 15));

    private static (int First, float[] Weights) Trim(double[] weights)
    {
        var first = Array.FindIndex(weights, weight => weight != 0);
        var last = Array.FindLastIndex(weights, weight => weight != 0);
        return first < 0 ? (0, []) : (first, [.. weights[first..(last + 1)].Select(weight => (float)weight)]);
    }
}
