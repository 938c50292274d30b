using EmotionAI.Audio;
using EmotionAI.Mocks;
using EmotionAI.Text;

namespace EmotionAI.DependencyInjection;

/// <summary>Makes the classifier that was decided on.</summary>
internal static class ClassifierFactory
{
    /// <exception cref="EmotionAIException">The folder does not exist or cannot be used.</exception>
    public static IEmotionClassifier<string> CreateText(ModelChoice choice, TextEmotionOptions options) =>
        choice.Directory is { } directory ? TextEmotionClassifier.Load(directory, options) : new MockTextEmotionClassifier(limits: options.Limits);

    /// <exception cref="EmotionAIException">The folder does not exist or cannot be used.</exception>
    public static IEmotionClassifier<AudioClip> CreateAudio(ModelChoice choice, AudioEmotionOptions options) =>
        choice.Directory is { } directory ? AudioEmotionClassifier.Load(directory, options) : new MockAudioEmotionClassifier(limits: options.Limits);
}
