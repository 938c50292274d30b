using EmotionAI.Audio;
using EmotionAI.Checkpoints.Onnx;
using EmotionAI.Graphs;
using EmotionAI.Models;
using EmotionAI.Models.Heads;

namespace EmotionAI.Bundles;

/// <summary>Takes the encoder out of a speech model: what its last linear layer reads.</summary>
internal static class AudioEncoderReader
{
    /// <summary>Takes the encoder of a bundle that is open, with its weights.</summary>
    /// <exception cref="ModelBundleException">The folder has faults; all of them are listed.</exception>
    /// <exception cref="EmotionAIException">It is no speech model, or its last layer is not a linear one.</exception>
    public static AudioEncoderModel Read(ModelBundle bundle, EmotionLimits limits)
    {
        if (!bundle.IsUsable)
        {
            throw new ModelBundleException(bundle.Name, bundle.Problems);
        }

        var model = bundle.Audio ?? throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"'{bundle.Directory}' is not a speech model but {bundle.Kind}.", bundle.Directory);
        switch (model.Network)
        {
            case WrittenNetwork written:
                IHead vector = written.Head is IPooler pooler ? new PoolerHead(pooler) : new NoHead(EncoderPart.FirstPosition);
                var size = written.Head is IPooler { Size: var own } ? own : written.Encoder.HiddenSize;
                return Model(new OtherHeadNetwork(written, vector, size), size, null);
            case OnnxFileNetwork file:
                var head = OnnxHead.Find(file.Path, file.Output, limits);
                return Model(new OnnxFeatureNetwork(file, head), head.Dimensions, head);
            default:
                throw new EmotionAIException(EmotionErrorCodes.FormatUnsupported, $"'{bundle.Directory}' is {bundle.Kind}; the vectors of clips come from a speech model with weights or an ONNX speech model.", bundle.Directory);
        }

        AudioEncoderModel Model(ModelNetwork network, int dimensions, OnnxHead? head) => new()
        {
            Bundle = bundle,
            Audio = model,
            Dimensions = dimensions,
            Network = network,
            Head = head,
        };
    }
}
