using EmotionAI.Bundles;

namespace EmotionAI.Models;

/// <summary>Gives an architecture for speech what a Hugging Face folder says.</summary>
/// <param name="Settings"><c>config.json</c>.</param>
/// <param name="FrontEnd"><c>preprocessor_config.json</c>.</param>
/// <param name="HeadWeight">The tensor whose rows are the labels, of those that the architecture names.</param>
internal sealed record AudioSource(ModelSource Settings, ModelSource FrontEnd, string HeadWeight)
{
    /// <summary>Gets the sample rate that <c>inference_config.json</c> names, in Hz; null where it names none.</summary>
    public int? SampleRate { get; init; }

    public required EmotionLimits Limits { get; init; }

    public required BundleProblems Problems { get; init; }

    /// <summary>Gets a value indicating whether nothing was refused so far.</summary>
    public bool IsSound => Settings.IsSound && FrontEnd.IsSound;
}
