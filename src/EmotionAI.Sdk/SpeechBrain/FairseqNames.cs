using System.Text.RegularExpressions;
using EmotionAI.Checkpoints.HuggingFace;

namespace EmotionAI.SpeechBrain;

/// <summary>Brings the names of the tensors of fairseq's wav2vec 2.0 to those of transformers.</summary>
/// <remarks>Follows <c>convert_wav2vec2_original_pytorch_checkpoint_to_pytorch.py</c> of transformers.</remarks>
internal static partial class FairseqNames
{
    private static readonly (string Old, string Today)[] Parts =
    [
        ("post_extract_proj.", "feature_projection.projection."),
        ("encoder.pos_conv.0.", "encoder.pos_conv_embed.conv."),
        (".self_attn_layer_norm.", ".layer_norm."),
        (".self_attn.", ".attention."),
        (".fc1.", ".feed_forward.intermediate_dense."),
        (".fc2.", ".feed_forward.output_dense."),
    ];

    /// <summary>Gives a name as transformers has it; one that is so already stays.</summary>
    public static string ToTransformers(string name)
    {
        name = TensorNames.Normalize(name);
        foreach (var (old, today) in Parts)
        {
            name = name.Replace(old, today, StringComparison.Ordinal);
        }

        name = Convolution().Replace(name, match => match.Groups[2].Value == "0" ? $"{match.Groups[1].Value}.conv." : $"{match.Groups[1].Value}.layer_norm.");
        return FeatureNorm().Replace(name, "$1feature_projection.layer_norm.");
    }

    /// <summary>A convolution is the item 0 of its block, its normalization the item 2, inside two transpositions where every layer has one.</summary>
    [GeneratedRegex(@"(conv_layers\.[0-9]+)\.(?:(0)|2(?:\.1)?)\.", RegexOptions.CultureInvariant)]
    private static partial Regex Convolution();

    /// <summary>The normalization of the features stands at the top, beside that of the encoder.</summary>
    [GeneratedRegex(@"^((?:model\.)?)layer_norm\.", RegexOptions.CultureInvariant)]
    private static partial Regex FeatureNorm();
}
