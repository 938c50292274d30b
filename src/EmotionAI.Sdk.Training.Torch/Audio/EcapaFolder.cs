using System.Globalization;
using System.Text;
using System.Text.Json;
using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Training.Torch.Running;
using EmotionAI.Training.Writing;

namespace EmotionAI.Training.Torch.Audio;

/// <summary>Puts together a SpeechBrain folder, as <c>EncoderClassifier.from_hparams</c> reads it, with what the SDK reads beside it.</summary>
internal static class EcapaFolder
{
    private const string EmbeddingName = "embedding_model.ckpt";
    private const string ClassifierName = "classifier.ckpt";

    /// <summary>Collects the files.</summary>
    public static ModelFolderWriter Write(EcapaShape shape, EcapaOptions options, EmotionLabels labels, WeightStore weights, ModelMeta meta, int sampleRate)
    {
        var writer = new ModelFolderWriter();
        writer.Add("hyperparams.yaml", Encoding.UTF8.GetBytes(HyperParameters(shape, options, labels.Count, sampleRate)));
        writer.AddTorchCheckpoint(EmbeddingName, [.. weights.Names.Where(name => !IsClassifier(name)).Select(weights.Read)]);
        writer.AddTorchCheckpoint(ClassifierName, [.. weights.Names.Where(IsClassifier).Select(name => weights.Read(name)).Select(tensor => new NamedTensor(tensor.Name[EcapaNetwork.Classifier.Length..], tensor.Shape, tensor.Values))]);
        writer.Add("label_encoder.txt", Encoding.UTF8.GetBytes(LabelEncoder(labels)));
        writer.Add(LabelsFile.FileName, LabelsFile.Format(labels));
        writer.Add(InferenceConfigFile.FileName, Inference(options, sampleRate, meta.ModelName));
        writer.Add(ModelMeta.FileName, meta.Format());
        return writer;
    }

    private static bool IsClassifier(string name) => name.StartsWith(EcapaNetwork.Classifier, StringComparison.Ordinal);

    private static string HyperParameters(EcapaShape shape, EcapaOptions options, int labels, int sampleRate)
    {
        static string List(IEnumerable<int> numbers) => $"[{string.Join(", ", numbers.Select(number => Invariant($"{number}")))}]";
        return string.Create(CultureInfo.InvariantCulture, $"""
            # Fbank, sentence mean normalisation, ECAPA-TDNN, cosine classifier; probabilities = softmax({options.Scale} * cosine)
            sample_rate: {sampleRate}
            n_mels: {shape.InputSize}
            out_n_neurons: {labels}
            pretrained_path: .

            compute_features: !new:speechbrain.lobes.features.Fbank
                n_mels: !ref <n_mels>

            mean_var_norm: !new:speechbrain.processing.features.InputNormalization
                norm_type: sentence
                std_norm: False

            embedding_model: !new:speechbrain.lobes.models.ECAPA_TDNN.ECAPA_TDNN
                input_size: !ref <n_mels>
                channels: {List(shape.Channels)}
                kernel_sizes: {List(shape.KernelSizes)}
                dilations: {List(shape.Dilations)}
                attention_channels: {shape.AttentionChannels}
                res2net_scale: {shape.Res2NetScale}
                se_channels: {shape.SeChannels}
                lin_neurons: {shape.LinNeurons}

            classifier: !new:speechbrain.lobes.models.ECAPA_TDNN.Classifier
                input_size: {shape.LinNeurons}
                out_neurons: !ref <out_n_neurons>

            modules:
                compute_features: !ref <compute_features>
                mean_var_norm: !ref <mean_var_norm>
                embedding_model: !ref <embedding_model>
                classifier: !ref <classifier>

            label_encoder: !new:speechbrain.dataio.encoder.CategoricalEncoder

            pretrainer: !new:speechbrain.utils.parameter_transfer.Pretrainer
                loadables:
                    embedding_model: !ref <embedding_model>
                    classifier: !ref <classifier>
                    label_encoder: !ref <label_encoder>
                paths:
                    embedding_model: !ref <pretrained_path>/{EmbeddingName}
                    classifier: !ref <pretrained_path>/{ClassifierName}
                    label_encoder: !ref <pretrained_path>/label_encoder.txt

            """).ReplaceLineEndings("\n");
    }

    /// <summary>Writes labels as <c>CategoricalEncoder.save</c> does, with Python's quotes.</summary>
    private static string LabelEncoder(EmotionLabels labels)
    {
        var text = new StringBuilder();
        for (var i = 0; i < labels.Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"'{labels[i].Replace("\\", @"\\", StringComparison.Ordinal).Replace("'", @"\'", StringComparison.Ordinal)}' => {i}\n");
        }

        return text.Append("================\n'starting_index' => 0\n").ToString();
    }

    private static byte[] Inference(EcapaOptions options, int sampleRate, string? modelName)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("model_name", modelName);
            json.WriteString("problem_type", "single_label_classification");
            json.WriteNumber("sample_rate", sampleRate);
            json.WriteNumber("score_scale", options.Scale);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }
}
