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

    /// <summary>Gets the file.</summary>
    public string Path => path;

    /// <summary>Gets the inputs, the values first.</summary>
    public IReadOnlyList<NetworkInput> Inputs => inputs;

    /// <summary>Gets the name of the output with the logits.</summary>
    public string Output => output;

    protected override OnnxSession OpenSession(SessionSettings settings) => settings.Precision == Precision.Float32
        ? OnnxSession.Open(path, inputs, output, outputs, settings, Dispose)
        : throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"'{path}' runs in the precision that it was exported in: Precision cannot be {settings.Precision}. Leave it at {Precision.Float32}, or use the weights of the model.", path);

    protected override void Close()
    {
    }
}
