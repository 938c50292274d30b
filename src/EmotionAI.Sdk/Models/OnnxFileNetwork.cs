using EmotionAI.Graphs;
using EmotionAI.Inference;

namespace EmotionAI.Models;

/// <summary>A network that stands in an ONNX file, checked before.</summary>
/// <param name="name">What it reads, for the kind of the bundle.</param>
/// <param name="path">The file.</param>
/// <param name="inputs">Its inputs, the values first.</param>
/// <param name="output">The output with the logits.</param>
/// <param name="outputs">The number of logits.</param>
internal sealed class OnnxFileNetwork(string name, string path, IReadOnlyList<NetworkInput> inputs, string output, int outputs) : ModelNetwork
{
    public override string Name => name;

    protected override OnnxSession OpenSession(SessionSettings settings) => OnnxSession.Open(path, inputs, output, outputs, settings, Dispose);

    protected override void Close()
    {
    }
}
