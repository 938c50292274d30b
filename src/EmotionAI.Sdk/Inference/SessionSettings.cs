using EmotionAI.Graphs;

namespace EmotionAI.Inference;

/// <summary>Says how a network is to run.</summary>
/// <param name="Threads">The number of threads of one run; null for one a core.</param>
/// <param name="Precision">The precision of the linear layers.</param>
/// <param name="Prepack">Whether the weights are brought into the order of the kernels when the session is opened.</param>
/// <param name="Form">The form in which the network is written.</param>
internal readonly record struct SessionSettings(int? Threads = null, Precision Precision = Precision.Float32, bool Prepack = true, NetworkForm Form = default);
