using EmotionAI.Graphs;
using EmotionAI.SpeechBrain;

namespace EmotionAI.Models.EcapaTdnn;

/// <summary>Writes the activations of torch.nn that SpeechBrain folders name.</summary>
internal static class SpeechBrainActivation
{
    public static string Apply(OnnxGraphBuilder graph, Activation activation, string x) => activation.Kind switch
    {
        ActivationKind.LeakyRelu => graph.Node("LeakyRelu", [x], ("alpha", (float)activation.Parameter)),
        ActivationKind.Elu => graph.Node("Elu", [x], ("alpha", (float)activation.Parameter)),
        ActivationKind.Gelu => ActivationFunction.Apply(graph, "gelu", x),
        ActivationKind.Silu => ActivationFunction.Apply(graph, "silu", x),
        ActivationKind.Tanh => graph.Node("Tanh", [x]),
        ActivationKind.Sigmoid => graph.Node("Sigmoid", [x]),
        _ => graph.Node("Relu", [x]),
    };
}
