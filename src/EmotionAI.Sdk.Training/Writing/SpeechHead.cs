using EmotionAI.Audio;

namespace EmotionAI.Training.Writing;

/// <summary>Adds the files of a speech model with the encoder of another one and a new last layer: <c>softmax(W · vector + b)</c>.</summary>
internal static class SpeechHead
{
    /// <summary>Adds the files of the encoder in a folder.</summary>
    /// <param name="writer">Receives the files: the model, its front end, <c>labels.json</c>, <c>inference_config.json</c>.</param>
    /// <param name="encoderDirectory">The folder of the encoder: an ONNX speech model, a SpeechBrain or a Hugging Face one.</param>
    /// <param name="labels">The labels in index order.</param>
    /// <param name="weights">The weights, <c>[labels, dimensions]</c>.</param>
    /// <param name="bias">The bias, one number a label.</param>
    /// <param name="folder">What the names of the files begin with: empty, or such as <c>checkpoint/</c>.</param>
    /// <exception cref="EmotionAIException">The folder is no speech model, or its last layer cannot be replaced.</exception>
    public static void Write(ModelFolderWriter writer, string encoderDirectory, EmotionLabels labels, float[] weights, float[] bias, string folder = "")
    {
        using var encoder = AudioEncoder.Load(encoderDirectory);
        Write(writer, encoder, labels, weights, bias, folder);
    }

    /// <summary>Adds the files of an encoder that is open, like <see cref="Write(ModelFolderWriter, string, EmotionLabels, float[], float[], string)"/>.</summary>
    public static void Write(ModelFolderWriter writer, AudioEncoder encoder, EmotionLabels labels, float[] weights, float[] bias, string folder = "")
    {
        foreach (var (name, content) in encoder.ExportWithHead(labels, weights, bias))
        {
            writer.Add(folder + name, content);
        }
    }
}
