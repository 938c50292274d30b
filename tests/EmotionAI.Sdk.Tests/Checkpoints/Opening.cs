using EmotionAI.Checkpoints;
using EmotionAI.Checkpoints.Onnx;

namespace EmotionAI.Tests.Checkpoints;

/// <summary>Opens files with the readers under test and disposes what they leave.</summary>
internal static class Opening
{
    internal delegate MappedFile Reader(string path, EmotionLimits limits, StateDictionary into, Func<string, string>? rename = null);

    /// <summary>Opens a file; the caller disposes the dictionary.</summary>
    public static StateDictionary Open(Reader reader, string path, EmotionLimits? limits = null)
    {
        var tensors = new StateDictionary();
        try
        {
            reader(path, limits ?? EmotionLimits.Default, tensors);
            return tensors;
        }
        catch
        {
            tensors.Dispose();
            throw;
        }
    }

    /// <summary>Opens a file that must be refused.</summary>
    public static EmotionAIException Refuse(Reader reader, string path, EmotionLimits? limits = null)
    {
        using var tensors = new StateDictionary();
        return Assert.Throws<EmotionAIException>(() => reader(path, limits ?? EmotionLimits.Default, tensors));
    }

    /// <summary>Opens a file and reads all of it: refusal is allowed, any other exception is not.</summary>
    public static EmotionAIException? Probe(Reader reader, string path, EmotionLimits? limits = null)
    {
        using var tensors = new StateDictionary();
        try
        {
            reader(path, limits ?? EmotionLimits.Default, tensors);
            foreach (var tensor in tensors.Tensors)
            {
                TensorReader.AllFinite(tensor);
                Assert.Equal(tensor.ByteLength, tensor.Bytes.Length);
            }

            return null;
        }
        catch (EmotionAIException e)
        {
            return e;
        }
    }

    public static CheckpointTensor Get(this StateDictionary tensors, string name)
    {
        Assert.True(tensors.TryGet(name, out var tensor), $"'{name}' is not among: {string.Join(", ", tensors.Tensors.Select(t => t.Name))}");
        return tensor;
    }

    /// <summary>Scans a file: refusal is allowed, any other exception is not.</summary>
    public static EmotionAIException? ProbeOnnx(string path)
    {
        try
        {
            OnnxModelFile.Open(path, EmotionLimits.Default);
            return null;
        }
        catch (EmotionAIException e)
        {
            return e;
        }
    }
}
