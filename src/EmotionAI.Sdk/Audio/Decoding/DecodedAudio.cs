namespace EmotionAI.Audio.Decoding;

/// <summary>Holds what decoding found besides the samples.</summary>
/// <param name="SampleRate">The sample rate, in Hz.</param>
/// <param name="Channels">The number of channels.</param>
/// <param name="IsIncomplete">Whether the recording itself ends early.</param>
/// <param name="Warning">What the header says against the samples, null for nothing.</param>
internal readonly record struct DecodedAudio(int SampleRate, int Channels, bool IsIncomplete, string? Warning = null)
{
    /// <summary>Gets what the header says against the samples; empty for nothing.</summary>
    public IReadOnlyList<string> Warnings => Warning is null ? [] : [Warning];
}
