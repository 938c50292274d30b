using EmotionAI.Models.Disentangled;

namespace EmotionAI.Models.DebertaV2;

/// <summary>Reads <c>DebertaV2ForSequenceClassification</c>, which DeBERTa-v3 and mDeBERTa are too.</summary>
internal sealed class DebertaV2Architecture : ITextArchitecture
{
    private const string BucketsKey = "position_buckets";
    private const string KernelKey = "conv_kernel_size";
    private const string GroupsKey = "conv_groups";

    public ArchitectureInfo Info { get; } = new("DeBERTa-v2, DeBERTa-v3", ["deberta-v2"], "deberta.", "pooler.dense (pooler_hidden_act), classifier", "classifier.weight");

    public ClassifierNetwork? Read(ModelSource source)
    {
        var settings = DisentangledSettings.Read(source, Info.Prefix);
        var buckets = ReadBuckets(source, settings);
        var kernel = ReadKernel(source);
        var groups = source.Size(GroupsKey, 1);
        var activation = source.Activation("conv_act", "tanh");
        var share = source.Truth("share_att_key", false);
        var isNormalized = source.Text("norm_rel_ebd", "none").ToLowerInvariant().Split('|', StringSplitOptions.TrimEntries).Contains("layer_norm");
        var head = DisentangledSettings.ReadHead(source, settings.Sizes.Hidden);
        CheckSizes(source, settings, kernel, groups);
        return !source.IsSound ? null : new(
            new DebertaV2Encoder(settings)
            {
                Buckets = buckets,
                SharesProjections = share,
                IsTableNormalized = isNormalized,
                Convolution = kernel > 0 ? new(kernel, groups, activation) : null,
            },
            head);
    }

    /// <summary>Reads the number of buckets; 0 where every distance has a row of its own.</summary>
    private static int ReadBuckets(ModelSource source, DisentangledSettings settings)
    {
        var buckets = Math.Max(0, source.Whole(BucketsKey, -1));
        if (settings.IsRelative && source.IsSound && (buckets == 1 || buckets / 2 >= settings.MaxRelativePositions - 1 || buckets > int.MaxValue / 2))
        {
            source.Error(BucketsKey, Invariant($"{buckets}"), Invariant($"less than 1 for none, or from 2 to below {2L * (settings.MaxRelativePositions - 1)}, twice the largest distance (max_relative_positions, else max_position_embeddings)"));
        }

        return buckets;
    }

    private static int ReadKernel(ModelSource source)
    {
        var kernel = source.Whole(KernelKey, 0);
        if (kernel > 0 && kernel % 2 == 0)
        {
            source.Error(KernelKey, Invariant($"{kernel}"), "0 for none, or an odd number: an even one gives fewer positions than go in");
        }

        return kernel;
    }

    private static void CheckSizes(ModelSource source, DisentangledSettings settings, int kernel, int groups)
    {
        const string headSizeKey = "attention_head_size";
        if (!source.IsSound)
        {
            return;
        }

        var headSize = settings.Sizes.Hidden / settings.Sizes.Heads;
        if (source.Size(headSizeKey, headSize) is var size && size != headSize)
        {
            source.Error(headSizeKey, Invariant($"{size}"), Invariant($"hidden_size / num_attention_heads, {headSize}"));
        }

        if (kernel > 0 && settings.Sizes.Hidden % groups != 0)
        {
            source.Error(GroupsKey, Invariant($"{groups}"), Invariant($"a divisor of hidden_size, {settings.Sizes.Hidden}"));
        }
    }
}
