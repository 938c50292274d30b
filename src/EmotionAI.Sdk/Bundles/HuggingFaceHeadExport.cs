using System.Text.Json.Nodes;
using EmotionAI.Checkpoints;
using EmotionAI.Checkpoints.HuggingFace;
using EmotionAI.Checkpoints.SafeTensors;
using EmotionAI.Formats;
using EmotionAI.Models;
using EmotionAI.Models.Heads;

namespace EmotionAI.Bundles;

/// <summary>Puts another last layer into a Hugging Face folder of a speech model: weights of any form become one <c>model.safetensors</c>, in which the bytes of all other tensors stay.</summary>
internal static class HuggingFaceHeadExport
{
    private const string Weights = "model.safetensors";

    /// <summary>Finds what the architecture of a folder says of its last layer.</summary>
    /// <returns>What it says; null where it is no such folder, or its last layer does not stand on one vector.</returns>
    public static ArchitectureInfo? Find(ModelBundle bundle, WrittenNetwork network) =>
        network.Head is IPooler && File.Exists(Path.Combine(bundle.ModelDirectory, HuggingFaceConfig.FileName)) ? Architectures.Audio.Find(network.Name)?.Info : null;

    /// <summary>Adds configuration, front end and weights.</summary>
    /// <exception cref="EmotionAIException">The weights have no layer to replace, take more bytes than an array holds, or cannot be read.</exception>
    public static void Add(SortedDictionary<string, byte[]> files, string directory, ArchitectureInfo architecture, LinearHead head, EmotionLimits limits)
    {
        using var weights = CheckpointFolder.Open(directory, limits);
        var last = architecture.OtherHeadWeights.Prepend(architecture.HeadWeight).FirstOrDefault(weights.Contains)
            ?? throw new EmotionAIException(EmotionErrorCodes.FormatUnsupported, $"'{directory}' has no '{architecture.HeadWeight}', in whose place another last layer is put.", directory);
        SafeTensorsEntry[] replaced =
        [
            SafeTensorsWriter.EntryOf(last, [head.Labels.Count, head.Dimensions], head.Weights),
            SafeTensorsWriter.EntryOf(last[..^"weight".Length] + "bias", [head.Labels.Count], head.Bias),
        ];
        var kept = weights.Tensors.Where(tensor => tensor.DataType != TensorDataType.Other && !replaced.Any(entry => entry.Name == tensor.Name));
        files[Weights] = SafeTensorsWriter.Write([.. kept.Select(EntryOf), .. replaced]);
        files[HuggingFaceAudioReader.FrontEndFile] = SpeechHeadExport.Copy(Path.Combine(directory, HuggingFaceAudioReader.FrontEndFile));
        files[HuggingFaceConfig.FileName] = ConfigOf(Path.Combine(directory, HuggingFaceConfig.FileName), head.Labels);
    }

    private static SafeTensorsEntry EntryOf(CheckpointTensor tensor) => new(tensor.Name, SafeTensorsType.All.First(type => type.DataType == tensor.DataType).Name, tensor.Shape, tensor.ByteLength, target => tensor.Bytes.CopyTo(target));

    private static byte[] ConfigOf(string path, EmotionLabels labels)
    {
        var config = JsonNode.Parse(SpeechHeadExport.Copy(path))!.AsObject();
        config["id2label"] = new JsonObject(labels.Index().Select(pair => KeyValuePair.Create<string, JsonNode?>(Invariant($"{pair.Index}"), pair.Item)));
        config["label2id"] = new JsonObject(labels.Index().Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Item, pair.Index)));
        config["problem_type"] = "single_label_classification";
        config.Remove("num_labels");
        return SpeechHeadExport.Json(json => config.WriteTo(json));
    }
}
