using EmotionAI.Graphs;
using EmotionAI.Models.Wav2Vec2;

namespace EmotionAI.Models.SpeechBrain;

/// <summary>An encoder of transformers as SpeechBrain's lobes run it: <c>[batch, 1, samples]</c>, of Whisper <c>[batch, bands, frames]</c>, to <c>[batch, frames, hidden]</c>.</summary>
/// <param name="encoder">The encoder.</param>
/// <param name="normalizesOutput">Whether the output is normalized over frames and channels together (<c>output_norm</c>).</param>
internal sealed class LobeNetwork(ILayeredNetwork encoder, bool normalizesOutput) : ILayeredNetwork
{
    /// <summary>The name of the file with its tensors.</summary>
    public const string PartName = "wav2vec2";

    private const float Epsilon = 1e-5f;

    public int HiddenSize => encoder.HiddenSize;

    public IEnumerable<LayerCount> Layers => encoder.Layers;

    public EncoderOutput Write(NetworkWriter writer, EncoderPart part)
    {
        var output = encoder.Write(writer.Part(PartName), part);
        return normalizesOutput ? output with { Hidden = writer.Graph.PlainNorm(output.Hidden, Epsilon, axis: 1) } : output;
    }
}
