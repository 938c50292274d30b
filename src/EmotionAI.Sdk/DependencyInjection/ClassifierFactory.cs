using EmotionAI.Audio;
using EmotionAI.Bundles;
using EmotionAI.Mocks;
using EmotionAI.Text;

namespace EmotionAI.DependencyInjection;

/// <summary>Makes the classifier that was decided on.</summary>
internal static class ClassifierFactory
{
    /// <summary>Gets what the folder of a classifier was warned of; nothing for a mock.</summary>
    public static IReadOnlyList<BundleProblem> WarningsOf(IEmotionClassifier classifier) => classifier switch
    {
        TextEmotionClassifier text => text.Warnings,
        AudioEmotionClassifier audio => audio.Warnings,
        _ => [],
    };

    /// <exception cref="EmotionAIException">The folder does not exist or cannot be used.</exception>
    public static IEmotionClassifier<string> CreateText(ModelChoice choice, TextEmotionOptions options) =>
        choice.Directory is { } directory ? new TextEmotionClassifier(ModelBundle.Load(directory, options.Limits, choice.Origin), options) : new MockTextEmotionClassifier(limits: options.Limits);

    /// <exception cref="EmotionAIException">The folder does not exist or cannot be used.</exception>
    public static IEmotionClassifier<AudioClip> CreateAudio(ModelChoice choice, AudioEmotionOptions options) =>
        choice.Directory is { } directory ? new AudioEmotionClassifier(ModelBundle.Load(directory, options.Limits, choice.Origin), options) : new MockAudioEmotionClassifier(limits: options.Limits);
}
