using EmotionAI.Inference;
using EmotionAI.Text;

namespace EmotionAI.Bundles;

/// <summary>Holds what <c>inference_config.json</c> says; null is what it does not say.</summary>
internal sealed class InferenceSettings
{
    public Setting<int>? MaxLength { get; set; }

    public Setting<double>? Threshold { get; set; }

    /// <summary>Gets or sets thresholds by label, in file order.</summary>
    public Setting<IReadOnlyList<KeyValuePair<string, double>>>? ThresholdsByLabel { get; set; }

    /// <summary>Gets or sets thresholds in label order.</summary>
    public Setting<IReadOnlyList<double>>? ThresholdList { get; set; }

    public Setting<int>? TopK { get; set; }

    public Setting<ProblemType>? ProblemType { get; set; }

    public Setting<Activation>? Activation { get; set; }

    public Setting<string>? ModelName { get; set; }

    public Setting<int>? SampleRate { get; set; }

    public Setting<double>? ScoreScale { get; set; }

    /// <summary>Gets or sets what texts are usual for the model.</summary>
    public Setting<TextFamiliarity>? Familiarity { get; set; }

    /// <summary>Fills what is not said here from settings that count less, and warns where they say something else.</summary>
    public void MergeFrom(InferenceSettings other, BundleProblems problems)
    {
        MaxLength = Prefer(MaxLength, other.MaxLength, problems);
        Threshold = Prefer(Threshold, other.Threshold, problems);
        TopK = Prefer(TopK, other.TopK, problems);
        ProblemType = Prefer(ProblemType, other.ProblemType, problems);
        Activation = Prefer(Activation, other.Activation, problems);
        ModelName = Prefer(ModelName, other.ModelName, problems);
        SampleRate = Prefer(SampleRate, other.SampleRate, problems);
        ScoreScale = Prefer(ScoreScale, other.ScoreScale, problems);
        Familiarity ??= other.Familiarity;
        if (ThresholdsByLabel is null && ThresholdList is null)
        {
            ThresholdsByLabel = other.ThresholdsByLabel;
            ThresholdList = other.ThresholdList;
        }
        else if (DifferentThresholds(other))
        {
            var (kept, dropped) = (ThresholdsPlace(this), ThresholdsPlace(other));
            problems.Warning(BundleProblemCodes.ValueOverridden, dropped.Path, dropped.Key, "other thresholds", $"those of \"{kept.Key}\" of '{kept.Path}', which count");
        }
    }

    /// <summary>Refuses a sample rate that is not the one of the model's own files.</summary>
    /// <param name="rate">The model's, in Hz.</param>
    /// <param name="file">The name of the file that says it.</param>
    public void CheckSampleRate(int rate, string file, BundleProblems problems)
    {
        if (SampleRate is { } set && set.Value != rate)
        {
            problems.Error(BundleProblemCodes.ValuesDisagree, set.Path, set.Key, Invariant($"{set.Value}"), Invariant($"{rate}, as '{file}' says"));
        }
    }

    private static Setting<T>? Prefer<T>(Setting<T>? kept, Setting<T>? other, BundleProblems problems)
    {
        if (kept is not null && other is not null && !EqualityComparer<T>.Default.Equals(kept.Value, other.Value))
        {
            problems.Warning(BundleProblemCodes.ValueOverridden, other.Path, other.Key, $"{other.Value}", $"{kept.Value}, as \"{kept.Key}\" of '{kept.Path}' says, which counts");
        }

        return kept ?? other;
    }

    private static (string Path, string Key) ThresholdsPlace(InferenceSettings settings) => settings.ThresholdsByLabel is { } byLabel
        ? (byLabel.Path, byLabel.Key)
        : (settings.ThresholdList!.Path, settings.ThresholdList.Key);

    private bool DifferentThresholds(InferenceSettings other)
    {
        if (other.ThresholdsByLabel is null && other.ThresholdList is null)
        {
            return false;
        }

        return !(ThresholdsByLabel is { } mine && other.ThresholdsByLabel is { } theirs
                && mine.Value.Count == theirs.Value.Count && mine.Value.All(theirs.Value.Contains))
            && !(ThresholdList is { } list && other.ThresholdList is { } otherList && list.Value.SequenceEqual(otherList.Value));
    }
}
