using EmotionAI.Checkpoints.Onnx;
using EmotionAI.Graphs;
using EmotionAI.Models.Heads;

namespace EmotionAI.Models.Wav2Vec2;

/// <summary>The encoder of wav2vec 2.0 and its relatives: <c>float32 [batch, 1, samples] → float32 [batch, frames, hidden]</c>, for clips of one length.</summary>
/// <remarks>Follows <c>Wav2Vec2Model</c> of transformers, for one clip at a time: there is no padding, hence no mask.</remarks>
internal sealed record SpeechEncoder : ILayeredNetwork
{
    private const int MostScores = 1 << 29;

    /// <summary>Gets what the names of the encoder's tensors begin with, such as <c>wav2vec2.</c>.</summary>
    public required string Prefix { get; init; }

    public required ConvolutionStack Convolutions { get; init; }

    public FrameProjection Projection { get; init; } = FrameProjection.Standard;

    /// <summary>Gets the epsilon of the normalization before the projection.</summary>
    public required float Epsilon { get; init; }

    public required ISpeechBody Body { get; init; }

    /// <summary>Gets the sum of what all layers give that is the output; null where that is of the last layer.</summary>
    public LayerSum? Sum { get; init; }

    public int HiddenSize => Body.HiddenSize;

    public IEnumerable<LayerCount> Layers => Body.Layers;

    /// <summary>Gets the fewest samples it reads.</summary>
    public long MinSamples => Convolutions.SamplesOf(Body.FewestFrames);

    /// <summary>Gets the samples whose frames give attention as many numbers as are allowed, 2 GiB: two minutes and more of the encoders that are known.</summary>
    public long LongestSamples => Convolutions.SamplesOf(Math.Max(1, (int)Math.Sqrt((double)MostScores / Body.Heads)));

    public EncoderOutput Write(NetworkWriter writer, EncoderPart part)
    {
        var samples = Samples(writer);
        var encoder = writer.At(Prefix);
        var frames = Project(encoder, Convolutions.Write(encoder.At("feature_extractor."), samples));
        var states = Body.Write(encoder.At("encoder."), frames);
        return new(Sum?.Write(writer, states.Layers) ?? states.Output);
    }

    private static string Samples(NetworkWriter writer)
    {
        const string name = "input_values";
        var graph = writer.Graph;
        return writer.Form.Portable
            ? graph.Node("Unsqueeze", [graph.Input(name, InputRole.Values, OnnxElementType.Float, "batch", "samples"), graph.Constant(1)])
            : graph.Input(name, InputRole.Values, OnnxElementType.Float, "batch", 1, "samples");
    }

    private string Project(NetworkWriter writer, string frames)
    {
        if (Projection.Norm is { } norm)
        {
            frames = writer.LayerNorm(frames, norm, Convolutions.Width, Epsilon);
        }

        return Projection.Linear is { } linear ? writer.Linear(frames, linear, Convolutions.Width, HiddenSize) : frames;
    }
}
