namespace EmotionAI.Audio.Segments;

/// <summary>Is a stretch of speech, or of silence, in frames; it grows while the recording goes on.</summary>
internal sealed class SoundStretch(long start, bool isSpeech)
{
    public long Start { get; } = start;

    /// <summary>Gets or sets the frame behind its last one.</summary>
    public long End { get; set; } = start;

    public bool IsSpeech => isSpeech;

    /// <summary>Gets or sets whether it has ended.</summary>
    public bool IsClosed { get; set; }
}
