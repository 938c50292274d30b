using System.Diagnostics.CodeAnalysis;
using EmotionAI.Checkpoints;
using EmotionAI.Checkpoints.HuggingFace;
using EmotionAI.Checkpoints.SafeTensors;
using EmotionAI.Checkpoints.TorchZip;

namespace EmotionAI.Bundles;

/// <summary>Reads the tensors of a checkpoint: of a Hugging Face folder, whole or in shards, or of one <c>.safetensors</c>, <c>.bin</c> or <c>.ckpt</c> file. Nothing in it is run.</summary>
/// <remarks>Safe for concurrent use until it is disposed. The names are those of transformers today: prefixes of wrappers are dropped, <c>gamma</c> and <c>beta</c> of layer norms are <c>weight</c> and <c>bias</c>.</remarks>
public sealed class ModelWeights : IDisposable
{
    private readonly StateDictionary _tensors;

    private ModelWeights(StateDictionary tensors)
    {
        _tensors = tensors;
        Names = Array.AsReadOnly<string>([.. tensors.Tensors.Select(tensor => tensor.Name)]);
    }

    /// <summary>Gets the names of the tensors, in the order of the file.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Opens a checkpoint.</summary>
    /// <param name="path">The folder, or the file.</param>
    /// <param name="limits">The bounds; null for the default.</param>
    /// <returns>The tensors, which are to be disposed.</returns>
    /// <exception cref="EmotionAIException">There are none, or the file is broken; the message names it.</exception>
    public static ModelWeights Open(string path, EmotionLimits? limits = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        limits ??= EmotionLimits.Default;
        if (Directory.Exists(path))
        {
            return new ModelWeights(CheckpointFolder.Open(path, limits));
        }

        var tensors = new StateDictionary();
        try
        {
            _ = path.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase)
                ? SafeTensorsFile.Open(path, limits, tensors, TensorNames.Normalize)
                : TorchFile.Open(path, limits, tensors, TensorNames.Normalize);
            return new ModelWeights(tensors);
        }
        catch
        {
            tensors.Dispose();
            throw;
        }
    }

    /// <summary>Reads a tensor in single precision, row-major; half precision is widened exactly.</summary>
    /// <param name="name">The name.</param>
    /// <param name="values">Receives the elements.</param>
    /// <param name="shape">Receives the length of each dimension.</param>
    /// <returns>False where no tensor has the name.</returns>
    /// <exception cref="EmotionAIException">The tensor is not of a floating-point type.</exception>
    public bool TryRead(string name, [NotNullWhen(true)] out float[]? values, [NotNullWhen(true)] out IReadOnlyList<long>? shape)
    {
        ArgumentNullException.ThrowIfNull(name);
        (values, shape) = _tensors.TryGet(name, out var tensor) ? (TensorReader.ToSingles(tensor), Array.AsReadOnly<long>([.. tensor.Shape])) : (null, null);
        return values is not null;
    }

    /// <summary>Closes the files.</summary>
    public void Dispose() => _tensors.Dispose();
}
