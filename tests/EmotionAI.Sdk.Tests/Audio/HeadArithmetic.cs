using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using EmotionAI.Checkpoints;
using EmotionAI.Checkpoints.Onnx;
using EmotionAI.Checkpoints.TorchZip;

namespace EmotionAI.Tests.Audio;

/// <summary>Computes in plain loops what the last layer of a speech model makes of a vector, from the numbers in its files.</summary>
internal static class HeadArithmetic
{
    /// <summary>Reads the layer of an ONNX file: rows of labels, and a bias.</summary>
    public static (float[] Weights, float[] Bias) ReadOnnx(string path, string output)
    {
        var head = OnnxHead.Find(path, output, EmotionLimits.Default);
        var bytes = File.ReadAllBytes(path);
        var stored = Numbers(bytes, head.Weight);
        var weights = new float[stored.Length];
        for (var label = 0; label < head.Outputs; label++)
        {
            for (var i = 0; i < head.Dimensions; i++)
            {
                weights[(label * head.Dimensions) + i] = head.Alpha * stored[head.HasOutputRows ? (label * head.Dimensions) + i : (i * head.Outputs) + label];
            }
        }

        return (weights, [.. (head.Bias is null ? new float[head.Outputs] : Numbers(bytes, head.Bias)).Select(value => head.Beta * value)]);
    }

    /// <summary>Computes cosines with the rows of a SpeechBrain classifier, times the scale of its loss.</summary>
    public static float[] Cosines(string classifier, ReadOnlySpan<float> vector, float scale)
    {
        using var weights = new StateDictionary();
        TorchFile.Open(classifier, EmotionLimits.Default, weights);
        var rows = weights.TryGet("weight", out var tensor) ? TensorReader.ToSingles(tensor) : throw new InvalidDataException(classifier);
        var cosines = new float[rows.Length / vector.Length];
        for (var label = 0; label < cosines.Length; label++)
        {
            cosines[label] = scale * TensorPrimitives.CosineSimilarity(rows.AsSpan(label * vector.Length, vector.Length), vector);
        }

        return cosines;
    }

    public static float[] Logits(float[] weights, float[] bias, ReadOnlySpan<float> vector)
    {
        var logits = new float[bias.Length];
        for (var label = 0; label < logits.Length; label++)
        {
            logits[label] = TensorPrimitives.Dot(weights.AsSpan(label * vector.Length, vector.Length), vector) + bias[label];
        }

        return logits;
    }

    public static float[] Softmax(float[] logits)
    {
        var scores = new float[logits.Length];
        TensorPrimitives.SoftMax(logits, scores);
        return scores;
    }

    private static float[] Numbers(byte[] file, OnnxConstant constant)
    {
        var (offset, length) = constant.Place.GetOffsetAndLength(file.Length);
        var raw = new Graphs.ProtobufFields(file.AsSpan(offset, length).ToArray()).Bytes(9);
        return constant.Type == OnnxElementType.Float16
            ? [.. MemoryMarshal.Cast<byte, Half>(raw).ToArray().Select(value => (float)value)]
            : MemoryMarshal.Cast<byte, float>(raw).ToArray();
    }
}
