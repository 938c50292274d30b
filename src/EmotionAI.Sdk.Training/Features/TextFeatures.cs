using System.Security.Cryptography;
using System.Text;
using EmotionAI.Text;
using EmotionAI.Training.Data;
using EmotionAI.Training.Heads;

namespace EmotionAI.Training.Features;

/// <summary>Computes what a frozen encoder makes of texts, in batches.</summary>
internal sealed class TextFeatures(TextEncoder encoder, string fingerprint, TextHeadOptions options)
{
    private const int Portion = 1_024;

    /// <summary>Computes one row for each text.</summary>
    /// <exception cref="EmotionAIException">The time is up.</exception>
    public FeatureMatrix Compute(IReadOnlyList<PreparedSample> samples, CancellationToken cancellationToken)
    {
        var features = new FeatureMatrix(new float[samples.Count * encoder.Dimensions], encoder.Dimensions);
        var stage = new TrainingStage("texts", samples.Count, options.Progress);
        var budget = new TimeBudget(options.TimeLimit, options.CachePath);
        using var cache = FeatureCache.Open(options.CachePath, fingerprint, encoder.Dimensions);
        for (var start = 0; start < samples.Count; start += Portion)
        {
            budget.Check("texts", start, samples.Count);
            var end = Math.Min(samples.Count, start + Portion);
            List<int> missing = [];
            for (var i = start; i < end; i++)
            {
                if (cache.TryGet(KeyOf(samples[i].Input), out var known))
                {
                    known.CopyTo(features.Row(i));
                }
                else
                {
                    missing.Add(i);
                }
            }

            var embeddings = encoder.EncodeBatch([.. missing.Select(i => samples[i].Input)], cancellationToken);
            foreach (var (i, embedding) in missing.Zip(embeddings))
            {
                embedding.Vector.Span.CopyTo(features.Row(i));
                cache.Add(KeyOf(samples[i].Input), embedding.Vector.Span);
            }

            stage.Advance(end - start);
        }

        return features;
    }

    private static byte[] KeyOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
