namespace EmotionAI.Audio.Segments;

/// <summary>Makes segments of one voice out of its sound and of what the model found in its windows.</summary>
internal interface ISegmentSource
{
    /// <summary>Takes the next step of sound, 10 ms or, at the end, less.</summary>
    void Add(ReadOnlySpan<ReadOnlyMemory<float>> step);

    /// <summary>Takes the answer for the next window, all of whose sound has been taken.</summary>
    void Add(in SoundWindow window, EmotionPrediction prediction);

    /// <summary>Ends the recording.</summary>
    /// <param name="isIncomplete">Whether the recording itself ends early.</param>
    void Finish(bool isIncomplete);

    /// <summary>Gives the next segment that is finished.</summary>
    bool TryTake([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out EmotionSegment? segment);
}
