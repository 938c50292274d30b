namespace EmotionAI.Audio.Features;

/// <summary>Holds the filters of a mel bank, each over the few bins where it is not zero.</summary>
internal sealed class MelBank
{
    private const double HighestSlaneyFrequency = 8_000;

    private readonly (int First, int Count)[] _ranges;
    private readonly float[] _weights;

    private MelBank(int bands, int bins, Func<int, int, double> weight)
    {
        _ranges = new (int First, int Count)[bands];
        var weights = new List<float>();
        var filter = new float[bins];
        for (var band = 0; band < bands; band++)
        {
            for (var bin = 0; bin < bins; bin++)
            {
                filter[bin] = (float)weight(band, bin);
            }

            var first = filter.AsSpan().IndexOfAnyExcept(0f);
            var last = filter.AsSpan().LastIndexOfAnyExcept(0f);
            _ranges[band] = first < 0 ? (0, 0) : (first, last + 1 - first);
            weights.AddRange(filter.AsSpan(_ranges[band].First, _ranges[band].Count));
        }

        _weights = [.. weights];
    }

    public int Bands => _ranges.Length;

    /// <summary>Gets the first bin and the number of bins of each filter.</summary>
    public ReadOnlySpan<(int First, int Count)> Ranges => _ranges;

    /// <summary>Gets the weights of all filters, one filter after the other.</summary>
    public ReadOnlySpan<float> Weights => _weights;

    /// <summary>Makes the filters of transformers' <c>mel_filter_bank(norm="slaney", mel_scale="slaney")</c> as <c>WhisperFeatureExtractor</c> asks for them: from 0 to 8,000 Hz, whatever the sample rate.</summary>
    public static MelBank Slaney(int bands, int bins, int sampleRate)
    {
        CheckSize(bands, bins);
        var edges = Spread(HertzToSlaney(0), HertzToSlaney(HighestSlaneyFrequency), bands + 2, SlaneyToHertz);
        var frequencies = Frequencies(bins, sampleRate);
        return new MelBank(bands, bins, (band, bin) =>
        {
            var (low, middle, high, f) = (edges[band], edges[band + 1], edges[band + 2], frequencies[bin]);
            return Math.Max(0, Math.Min((f - low) / (middle - low), (high - f) / (high - middle))) * 2 / (high - low);
        });
    }

    /// <summary>Makes the filters of SpeechBrain's <c>Filterbank</c>: symmetric, with the bandwidth to the left neighbour on both sides.</summary>
    public static MelBank SpeechBrain(SpeechBrainFbankOptions options, int bins)
    {
        CheckSize(options.MelBands, bins);
        var edges = SpeechBrainEdges(options);
        var frequencies = Frequencies(bins, options.SampleRate);

        // float32, as the reference keeps them: a rectangle's edge may fall on a bin.
        return new MelBank(options.MelBands, bins, (band, bin) =>
            Weight(options.FilterShape, (float)frequencies[bin], edges[band + 1], edges[band + 1] - edges[band]));
    }

    /// <summary>Makes the filters of Kaldi, triangles in mel rather than in Hz; follows <c>get_mel_banks</c> of torchaudio. The bin at half the sample rate has no weight.</summary>
    public static MelBank Kaldi(int bands, int bins, int sampleRate, double low, double high)
    {
        CheckSize(bands, bins);
        var (first, last) = (HertzToKaldi(low), HertzToKaldi(high));
        var step = (last - first) / (bands + 1);
        var hertz = sampleRate / (2.0 * (bins - 1));
        return new MelBank(bands, bins, (band, bin) =>
        {
            var place = (HertzToKaldi(hertz * bin) - first) / step;
            return bin == bins - 1 ? 0 : Math.Max(0, Math.Min(place - band, band + 2 - place));
        });
    }

    /// <summary>Tells whether every band is wider than nothing in float32.</summary>
    public static bool HasWideBands(SpeechBrainFbankOptions options)
    {
        var edges = SpeechBrainEdges(options);
        return edges.Zip(edges.Skip(1)).All(pair => pair.First < pair.Second);
    }

    private static void CheckSize(int bands, int bins) =>
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)bands * bins, FeatureBounds.MelWeights, nameof(bands));

    private static float[] SpeechBrainEdges(SpeechBrainFbankOptions options) =>
        [.. Spread(HertzToMel(options.MinimumFrequency), HertzToMel(options.MaximumFrequency), options.MelBands + 2, MelToHertz).Select(hertz => (float)hertz)];

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

    private static double HertzToKaldi(double hertz) => 1127 * Math.Log(1 + (hertz / 700));

    private static double HertzToSlaney(double hertz) => hertz < 1000 ? 3 * hertz / 200 : 15 + (Math.Log(hertz / 1000) * 27 / Math.Log(6.4));

    private static double SlaneyToHertz(double mel) => mel < 15 ? 200 * mel / 3 : 1000 * Math.Exp(Math.Log(6.4) / 27 * (mel - 15));
}
