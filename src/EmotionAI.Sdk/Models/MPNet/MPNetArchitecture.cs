using EmotionAI.Graphs;
using EmotionAI.Models.Bert;
using EmotionAI.Models.Heads;

namespace EmotionAI.Models.MPNet;

/// <summary>Reads <c>MPNetForSequenceClassification</c>: BERT without token types, with positions behind that of the padding, and one table of biases for how far apart two tokens are.</summary>
internal sealed class MPNetArchitecture : ITextArchitecture
{
    private const float DefaultEpsilon = 1e-12f;

    /// <summary>The id of the padding, whatever <c>pad_token_id</c> says.</summary>
    private const int PaddingId = 1;

    private const string BucketsKey = "relative_attention_num_buckets";

    /// <summary>The buckets that are used, whatever the settings say: they only size the table.</summary>
    private const int Buckets = 32;

    private const int LargestDistance = 128;

    private static readonly PostNormNames Names = new(
        "attention.attn.q", "attention.attn.k", "attention.attn.v", "attention.attn.o", "attention.LayerNorm",
        "intermediate.dense", "output.dense", "output.LayerNorm");

    public ArchitectureInfo Info { get; } = new("MPNet", ["mpnet"], "mpnet.", "classifier.dense (tanh), classifier.out_proj", "classifier.out_proj.weight");

    public ClassifierNetwork? Read(ModelSource source)
    {
        var rows = source.Size(BucketsKey, Buckets);
        if (rows < Buckets)
        {
            source.Error(BucketsKey, Invariant($"{rows}"), Invariant($"at least {Buckets}, the number that the model uses"));
        }

        var encoder = BertArchitecture.ReadEncoder(source, Info.Prefix, DefaultEpsilon, padding: PaddingId);
        if (encoder is null)
        {
            return null;
        }

        var heads = encoder.Sizes.Heads;
        return new(
            encoder with { Names = Names, HasTokenTypes = false, Scores = (writer, ids) => Scores(writer, ids, rows, heads) },
            ClassificationHead.OutProj(encoder.HiddenSize, "tanh", source.Labels));
    }

    /// <summary>Gives the bucket of a distance from a query back to a key.</summary>
    internal static int Bucket(int distance)
    {
        const int half = Buckets / 2;
        const int exact = half / 2;
        var far = Math.Abs(distance);
        if (far >= exact)
        {
            // In single precision, as torch computes it: 0.75 · 8 must not become 5.
            far = Math.Min(half - 1, exact + (int)(MathF.Log((float)far / exact) / MathF.Log((float)LargestDistance / exact) * (half - exact)));
        }

        return distance < 0 ? far + half : far;
    }

    private static string Scores(NetworkWriter writer, string ids, int rows, int heads)
    {
        var biases = writer.Find("encoder.relative_attention_bias.weight", rows, heads);
        var table = writer.Fold([heads, (2 * LargestDistance) + 1], () => ByDistance(biases.Values(), heads));
        var graph = writer.Graph;
        var scores = graph.Node("Gather", [table, graph.Places(graph.Distances(ids), LargestDistance)], ("axis", 1));
        return graph.Node("Unsqueeze", [scores, graph.Constant(0)]);
    }

    private static float[] ByDistance(float[] biases, int heads)
    {
        const int width = (2 * LargestDistance) + 1;
        var table = new float[heads * width];
        for (var place = 0; place < width; place++)
        {
            var bucket = Bucket(place - LargestDistance);
            for (var head = 0; head < heads; head++)
            {
                table[(head * width) + place] = biases[(bucket * heads) + head];
            }
        }

        return table;
    }
}
