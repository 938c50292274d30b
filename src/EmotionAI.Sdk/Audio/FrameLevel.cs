using EmotionAI.Models;

namespace EmotionAI.Audio;

/// <summary>Says how a speech model answers for every frame.</summary>
/// <param name="Head">The head that gives log-probabilities, <c>[batch, frames · labels]</c>.</param>
/// <param name="CountOf">Gives the number of frames for so many samples.</param>
/// <param name="Stride">The time from one frame to the next.</param>
/// <param name="Length">The time that one frame stands for.</param>
internal sealed record FrameLevel(IHead Head, Func<int, int> CountOf, TimeSpan Stride, TimeSpan Length);
