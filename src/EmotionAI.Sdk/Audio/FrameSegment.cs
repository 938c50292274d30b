namespace EmotionAI.Audio;

/// <summary>Holds frames one after another that have one label.</summary>
/// <param name="Start">Where they begin.</param>
/// <param name="End">Where they end.</param>
/// <param name="Label">The index of the label.</param>
/// <param name="Frames">The number of frames.</param>
internal readonly record struct FrameSegment(TimeSpan Start, TimeSpan End, int Label, int Frames);
