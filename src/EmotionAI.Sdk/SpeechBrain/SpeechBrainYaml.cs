using System.Globalization;
using System.Text;

namespace EmotionAI.SpeechBrain;

/// <summary>Writes the <c>hyperparams.yaml</c> of a published folder: the front end and the encoder of another one, in full, and a linear classifier.</summary>
internal static class SpeechBrainYaml
{
    /// <summary>Writes the file.</summary>
    /// <param name="folder">The folder whose encoder is used.</param>
    /// <param name="labels">The number of labels.</param>
    /// <param name="normalizer">The file with the statistics of the normalization; null where it has none.</param>
    public static string Write(EncoderFolder folder, int labels, string? normalizer)
    {
        var yaml = new StringBuilder();
        yaml.Append("# SpeechBrain: EncoderClassifier.from_hparams(source=folder, overrides={\"pretrained_path\": folder})\n");
        yaml.Append(Invariant($"sample_rate: {folder.SampleRate}\nout_n_neurons: {labels}\npretrained_path: .\n\n"));
        Add(yaml, "compute_features", SpeechBrainClasses.Fbank, Features(folder.Features));
        Add(yaml, "mean_var_norm", SpeechBrainClasses.InputNormalization, Normalization(folder.Normalization));
        Add(yaml, "embedding_model", SpeechBrainClasses.Ecapa, Embedding((EcapaParameters)folder.Embedding));
        Add(yaml, "classifier", SpeechBrainClasses.XvectorClassifier, Classifier(folder.Embedding.LinNeurons));
        string[] modules = ["compute_features", "mean_var_norm", "embedding_model", "classifier"];
        yaml.Append("modules:\n").AppendJoin("", modules.Select(Reference)).Append('\n');
        yaml.Append(Invariant($"label_encoder: !new:{SpeechBrainClasses.LabelEncoder.Path}\n\n"));
        List<(string Name, string File)> loaded = [("embedding_model", "embedding_model.ckpt"), ("classifier", "classifier.ckpt"), ("label_encoder", "label_encoder.txt")];
        if (normalizer is not null)
        {
            loaded.Add(("mean_var_norm", normalizer));
        }

        yaml.Append(Invariant($"pretrainer: !new:{SpeechBrainClasses.Pretrainer.Path}\n    loadables:\n")).AppendJoin("", loaded.Select(part => "    " + Reference(part.Name)));
        yaml.Append("    paths:\n").AppendJoin("", loaded.Select(part => $"        {part.Name}: !ref <pretrained_path>/{part.File}\n"));
        return yaml.ToString();
    }

    private static void Add(StringBuilder yaml, string role, SpeechBrainClass type, IEnumerable<(string Key, string Value)> arguments) =>
        yaml.Append(Invariant($"{role}: !new:{type.Path}\n")).AppendJoin("", arguments.Select(argument => $"    {argument.Key}: {argument.Value}\n")).Append('\n');

    private static IEnumerable<(string Key, string Value)> Features(FbankParameters features) =>
    [
        ("sample_rate", "!ref <sample_rate>"),
        ("n_fft", Text(features.FftSize)),
        ("n_mels", Text(features.MelBands)),
        ("f_min", Text(features.MinimumFrequency)),
        ("f_max", Text(features.MaximumFrequency)),
        ("win_length", Text(features.WindowMilliseconds)),
        ("hop_length", Text(features.HopMilliseconds)),
        ("filter_shape", features.FilterShape),
        ("deltas", Text(features.Deltas)),
        ("context", Text(features.Context)),
        ("left_frames", Text(features.LeftFrames)),
        ("right_frames", Text(features.RightFrames)),
    ];

    /// <summary>Lists the arguments; which of them are there tells readers the version, and so the divisor of the variance.</summary>
    private static IEnumerable<(string Key, string Value)> Normalization(NormalizationParameters normalization)
    {
        yield return ("norm_type", normalization.Kind switch { NormalizationKind.Sentence => "sentence", NormalizationKind.Batch => "batch", _ => "global" });
        yield return ("std_norm", Text(normalization.DividesByDeviation));
        if (normalization.Generation == NormalizationGeneration.Current)
        {
            yield return ("epsilon", Text(normalization.Epsilon));
            yield return ("avoid_padding_norm", Text(normalization.AvoidsPadding));
        }
        else if (normalization.Generation == NormalizationGeneration.Legacy)
        {
            yield return ("requires_grad", Text(false));
        }
    }

    private static IEnumerable<(string Key, string Value)> Embedding(EcapaParameters embedding) =>
    [
        ("input_size", Text(embedding.InputSize)),
        ("lin_neurons", Text(embedding.LinNeurons)),
        ("activation", Text(embedding.Activation)),
        ("channels", Text(embedding.Channels)),
        ("kernel_sizes", Text(embedding.KernelSizes)),
        ("dilations", Text(embedding.Dilations)),
        ("groups", Text(embedding.Groups)),
        ("attention_channels", Text(embedding.AttentionChannels)),
        ("res2net_scale", Text(embedding.Res2NetScale)),
        ("se_channels", Text(embedding.SeChannels)),
        ("global_context", Text(embedding.GlobalContext)),
    ];

    /// <summary>Lists the arguments of a classifier without hidden blocks. LeakyReLU with a slope of 1 is the identity.</summary>
    private static IEnumerable<(string Key, string Value)> Classifier(int inputs) =>
    [
        ("input_shape", Invariant($"[null, null, {inputs}]")),
        ("activation", Text(new Activation(ActivationKind.LeakyRelu, 1))),
        ("lin_blocks", Text(0)),
        ("out_neurons", "!ref <out_n_neurons>"),
    ];

    private static string Reference(string role) => $"    {role}: !ref <{role}>\n";

    private static string Text(bool value) => value ? "True" : "False";

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(IEnumerable<int> values) => $"[{string.Join(", ", values.Select(Text))}]";

    /// <summary>Writes a number so that YAML 1.1 takes it for one: with a point, also before an exponent, which has a sign.</summary>
    private static string Text(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        var exponent = text.IndexOf('E', StringComparison.Ordinal);
        var digits = exponent < 0 ? text : text[..exponent];
        return (digits.Contains('.', StringComparison.Ordinal) ? digits : digits + ".0") + (exponent < 0 ? "" : text[exponent..].ToLowerInvariant());
    }

    private static string Text(Activation activation)
    {
        var path = SpeechBrainClasses.Activations.First(known => known.Value.Kind == activation.Kind).Key;
        var parameter = activation.Kind switch { ActivationKind.LeakyRelu => "negative_slope", ActivationKind.Elu => "alpha", _ => null };
        return $"!name:{path}" + (parameter is null ? "" : $"\n        {parameter}: {Text(activation.Parameter)}");
    }
}
