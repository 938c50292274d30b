namespace EmotionAI.Audio.Voice;

/// <summary>Holds what may be the pitch of one frame.</summary>
/// <param name="Intensity">The peak of the frame over that of the whole sound, 0 to 1 and a little more.</param>
/// <param name="Voiced">The pitches that are possible; none is possible besides.</param>
internal readonly record struct PitchCandidates(double Intensity, PitchFrame[] Voiced);
