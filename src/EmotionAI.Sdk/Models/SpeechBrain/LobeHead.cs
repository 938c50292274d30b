using EmotionAI.Graphs;
using EmotionAI.SpeechBrain;

namespace EmotionAI.Models.SpeechBrain;

/// <summary>Pools the frames of a lobe, and has a linear layer whose rows are the labels.</summary>
/// <param name="pooling">What is taken of the frames.</param>
/// <param name="linear">The layer.</param>
/// <param name="name">Its name in the file.</param>
internal sealed class LobeHead(StatisticsParameters pooling, LinearParameters linear, string name) : IPooler
{
    /// <summary>The name of the file with its tensors.</summary>
    public const string PartName = "model";

    public EncoderPart Needs => EncoderPart.AllPositions;

    public int Size => linear.Inputs;

    public string Pool(NetworkWriter writer, EncoderOutput encoder) => writer.Graph.Statistics(encoder.Hidden, pooling);

    public string Write(NetworkWriter writer, EncoderOutput encoder) =>
        writer.Part(PartName).Dense(Pool(writer, encoder), name, linear.Inputs, linear.Outputs, linear.HasBias);
}
