using Microsoft.ML.OnnxRuntime;

namespace EmotionAI.Inference;

/// <summary>Holds the weights that ONNX Runtime has brought into the order of its kernels, once for all sessions of a model.</summary>
internal sealed class SharedWeights : IDisposable
{
    private PrePackedWeightsContainer? _container;

    /// <summary>Gets the container; made when first asked for.</summary>
    public PrePackedWeightsContainer Container => _container ??= new PrePackedWeightsContainer();

    public void Dispose() => _container?.Dispose();
}
