using EmotionAI.Models.Wav2Vec2;

namespace EmotionAI.Models.WavLM;

/// <summary>Reads <c>WavLMForSequenceClassification</c>: wav2vec 2.0 with gated positions in its attention.</summary>
internal sealed class WavLMArchitecture : ISpeechArchitecture
{
    private const string BucketsKey = "num_buckets";
    private const string DistanceKey = "max_bucket_distance";
    private const int FewestBuckets = 4;

    /// <summary>The largest distance that a table is made for.</summary>
    private const int MostDistance = 1 << 16;

    public ArchitectureInfo Info { get; } = SpeechSettings.Info("WavLM", "wavlm", "wavlm.");

    public SpeechEncoder? ReadEncoder(ModelSource source, string prefix)
    {
        var buckets = source.Size(BucketsKey, 320);
        var distance = source.Size(DistanceKey, 800);
        if (buckets < FewestBuckets || buckets % 2 != 0)
        {
            source.Error(BucketsKey, Invariant($"{buckets}"), Invariant($"an even number from {FewestBuckets}"));
        }
        else if (distance <= buckets / 4 || distance > MostDistance)
        {
            source.Error(DistanceKey, Invariant($"{distance}"), Invariant($"{(buckets / 4) + 1} to {MostDistance}"));
        }

        return SpeechSettings.ReadEncoder(source, prefix, SpeechSettings.ReadConvolutions(source), (sizes, layers) =>
            Wav2Vec2Architecture.ReadBody(source, sizes, layers) with { Gated = new GatedPositions(sizes.Heads, buckets, distance) });
    }
}
