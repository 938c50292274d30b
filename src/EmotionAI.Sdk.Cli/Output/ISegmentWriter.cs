using EmotionAI.Audio;
using EmotionAI.Cli.Input;

namespace EmotionAI.Cli.Output;

/// <summary>Writes the segments of recordings one after the other.</summary>
internal interface ISegmentWriter
{
    /// <summary>Begins a recording.</summary>
    void Begin(long index, string input, PassedFields? passed);

    /// <summary>Writes the next segment of the recording, and what the voice is like in it where that was asked.</summary>
    void Write(EmotionSegment segment, VoiceDescriptors? voice);

    /// <summary>Writes that the recording failed, which ends it.</summary>
    void Write(EmotionAIException error);

    /// <summary>Ends the recording.</summary>
    void End();

    /// <summary>Writes what comes after the last recording.</summary>
    void Finish();
}
