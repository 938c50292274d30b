using System.Text;
using EmotionAI.Bundles;
using EmotionAI.Checkpoints.TorchZip;
using EmotionAI.Models.Heads;

namespace EmotionAI.SpeechBrain;

/// <summary>Gives a published SpeechBrain folder with the encoder of another one and a linear classifier: an <c>Xvector.Classifier</c> whose activation and normalization change nothing.</summary>
internal static class SpeechBrainExport
{
    private const string EmbeddingName = "embedding_model.ckpt";
    private const string NormalizerName = "normalizer.ckpt";

    /// <summary>What SpeechBrain's BatchNorm1d adds to the variance.</summary>
    private const double BatchNormEpsilon = 1e-5;

    /// <exception cref="EmotionAIException">A file of the folder cannot be read any more.</exception>
    public static void Add(SortedDictionary<string, byte[]> files, EncoderFolder folder, LinearHead head)
    {
        files[EmbeddingName] = SpeechHeadExport.Copy(folder.EmbeddingPath);
        if (folder.Normalization.StatisticsPath is { } statistics)
        {
            files[NormalizerName] = SpeechHeadExport.Copy(statistics);
        }

        files["classifier.ckpt"] = Classifier(head);
        files["label_encoder.txt"] = Encoding.UTF8.GetBytes(Labels(head.Labels));
        files["config.json"] = "{\n  \"speechbrain_interface\": \"EncoderClassifier\"\n}\n"u8.ToArray();
        files[SpeechBrainFiles.HyperParametersName] = Encoding.UTF8.GetBytes(SpeechBrainYaml.Write(folder, head.Labels.Count, folder.Normalization.StatisticsPath is null ? null : NormalizerName));
    }

    private static byte[] Classifier(LinearHead head)
    {
        long[] size = [head.Dimensions];
        return TorchZipWriter.Write(
        [
            ("norm.norm.weight", size, Filled(head.Dimensions, 1)),
            ("norm.norm.bias", size, Filled(head.Dimensions, 0)),
            ("norm.norm.running_mean", size, Filled(head.Dimensions, 0)),
            ("norm.norm.running_var", size, Filled(head.Dimensions, (float)(1 - BatchNormEpsilon))),
            ("out.w.weight", [head.Labels.Count, head.Dimensions], head.Weights),
            ("out.w.bias", [head.Labels.Count], head.Bias),
        ]);
    }

    private static float[] Filled(int count, float value)
    {
        var values = new float[count];
        values.AsSpan().Fill(value);
        return values;
    }

    private static string Labels(EmotionLabels labels)
    {
        var text = new StringBuilder();
        for (var i = 0; i < labels.Count; i++)
        {
            text.Append(Invariant($"{PythonLiteral.Write(labels[i])} => {i}\n"));
        }

        return text.Append("================\n'starting_index' => 0\n").ToString();
    }
}
