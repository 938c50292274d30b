using EmotionAI.Audio;
using EmotionAI.Cli.Input;
using EmotionAI.Text;

namespace EmotionAI.Cli.Output;

/// <summary>Writes results one after the other.</summary>
internal interface IResultWriter
{
    /// <summary>Writes a result, and which words it stands on or what the voice is like where that was asked.</summary>
    void Write(long index, string input, EmotionPrediction prediction, PassedFields? passed, TextExplanation? explanation = null, VoiceDescriptors? descriptors = null);

    /// <summary>Writes that an input failed.</summary>
    void Write(long index, string input, EmotionAIException error, PassedFields? passed);

    /// <summary>Hands on what was written.</summary>
    void Flush();

    /// <summary>Writes what comes after the last result.</summary>
    void Finish();
}
