using EmotionAI.Graphs;
using EmotionAI.Models.Wav2Vec2;
using EmotionAI.SpeechBrain;

namespace EmotionAI.Models.SpeechBrain;

/// <summary>A linear layer on every frame of a lobe: the head of SpeechBrain's emotion diarization.</summary>
/// <remarks>One answer for a clip is the mean of the probabilities of its frames, as logarithms: how much of the time each label has.</remarks>
/// <param name="Window">How frames become those that are answered.</param>
/// <param name="Linear">The layer.</param>
/// <param name="Name">Its name in the file.</param>
internal sealed record LobeFrameHead(FrameWindow Window, LinearParameters Linear, string Name) : IHead
{
    public EncoderPart Needs => EncoderPart.AllPositions;

    /// <summary>Gets a value indicating whether every frame is given out, <c>[batch, frames · labels]</c>; else one answer for the clip.</summary>
    public bool GivesFrames { get; init; }

    public string Write(NetworkWriter writer, EncoderOutput encoder)
    {
        var graph = writer.Graph;
        var logits = writer.Part(LobeHead.PartName).Linear(Pool(graph, encoder.Hidden), Name, Linear.Inputs, Linear.Outputs, Linear.HasBias);
        if (GivesFrames)
        {
            return graph.Node("Reshape", [graph.Node("LogSoftmax", [logits], ("axis", -1)), graph.Constant(0, -1)]);
        }

        var mean = graph.Node("ReduceMean", [graph.Node("Softmax", [logits], ("axis", -1))], ("axes", new long[] { 1 }), ("keepdims", 0));
        return graph.Node("Log", [mean]);
    }

    private string Pool(OnnxGraphBuilder graph, string hidden) => Window is { Length: 1, Stride: 1 }
        ? hidden
        : graph.Turned(graph.Node("AveragePool", [graph.Turned(hidden)], ("kernel_shape", new long[] { Window.Length }), ("strides", new long[] { Window.Stride }), ("ceil_mode", 1)));
}
