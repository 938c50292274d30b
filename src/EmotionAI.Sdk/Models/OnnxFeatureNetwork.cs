using EmotionAI.Checkpoints.Onnx;
using EmotionAI.Graphs;
using EmotionAI.Inference;

namespace EmotionAI.Models;

/// <summary>An ONNX file that gives what its last linear layer reads in place of its output.</summary>
/// <param name="network">The network in the file.</param>
/// <param name="head">Its last layer.</param>
internal sealed class OnnxFeatureNetwork(OnnxFileNetwork network, OnnxHead head) : ModelNetwork
{
    private const string OutputName = "emotionai.features";

    public override string Name => network.Name;

    /// <summary>Writes what is appended to the file: fields of a message that stand there twice are joined, so that the graph has two more nodes and one more output.</summary>
    /// <remarks>The value may be of half precision, or have an axis of one between batch and features: the nodes bring it to float32 <c>[batch, features]</c>.</remarks>
    public static byte[] Extension(OnnxHead head)
    {
        var wide = OutputName + ".wide";
        var graph = new ProtobufWriter()
            .Bytes(1, OnnxProto.Node("Cast", "", [head.Features], wide, [("to", (int)OnnxElementType.Float)]))
            .Bytes(1, OnnxProto.Node("Flatten", "", [wide], OutputName, [("axis", 1)]))
            .Bytes(12, OnnxProto.ValueInfo(OutputName, OnnxElementType.Float, "batch", head.Dimensions));
        return new ProtobufWriter().Bytes(7, graph.ToArray()).ToArray();
    }

    protected override OnnxSession OpenSession(SessionSettings settings) =>
        OnnxSession.OpenExtended(network.Path, Extension(head), network.Inputs, OutputName, head.Dimensions, settings, Dispose);

    protected override void Close()
    {
    }
}
