using EmotionAI.Inference;

namespace EmotionAI.Models;

/// <summary>A network with another head, over the weights of one that is open already.</summary>
/// <param name="network">The network, whose encoder and weights are used.</param>
/// <param name="head">The head in place of its own.</param>
/// <param name="outputs">The number of outputs of that.</param>
internal sealed class OtherHeadNetwork(WrittenNetwork network, IHead head, int outputs) : ModelNetwork
{
    public override string Name => network.Name;

    protected override OnnxSession OpenSession(SessionSettings settings) => network.Open(settings, head, outputs);

    protected override void Close()
    {
    }
}
