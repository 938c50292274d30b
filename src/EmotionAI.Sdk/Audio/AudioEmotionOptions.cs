namespace EmotionAI.Audio;

/// <summary>Sets up a <see cref="AudioEmotionClassifier"/>.</summary>
public class AudioEmotionOptions
{
    /// <summary>Gets or sets which model of a package serves where no folder is named: <c>audio</c> of EmotionAI.Sdk.Models.Speech, or <c>audio-open</c> of EmotionAI.Sdk.Models.Speech.Open.</summary>
    /// <value>The default value is null: the one whose package is referenced; with both, that is an error.</value>
    public string? DefaultModel { get; set; }

    /// <summary>Gets or sets the number of threads of one run, 1 or more.</summary>
    /// <value>The default value is null: one for each physical core.</value>
    public int? Threads { get; set; }

    /// <summary>Gets or sets the bounds for untrusted files and clips.</summary>
    /// <value>The default value is <see cref="EmotionLimits.Default"/>.</value>
    public EmotionLimits Limits { get; set; } = EmotionLimits.Default;

    /// <summary>Gets or sets whether a clip in which nobody speaks gets no label; <see cref="EmotionPrediction.NoSpeech"/> says why, and scores stay as they are. <see cref="ClassificationOptions.SpeechGate"/> changes it for one call.</summary>
    /// <value>The default value is true.</value>
    public bool SpeechGate { get; set; } = true;

    /// <summary>Gets or sets the decoders of more formats; they are asked before the built-in ones, in this order. A container adds those that are registered as services.</summary>
    /// <value>The default value is none: WAV, FLAC, AIFF, AU and CAF are read without.</value>
    public IList<IAudioDecoder> Decoders { get; set; } = [];

    internal AudioEmotionOptions Copy()
    {
        var copy = (AudioEmotionOptions)MemberwiseClone();
        copy.Decoders = Decoders is null ? null! : [.. Decoders];
        copy.Limits = Limits?.Copy()!;
        return copy;
    }

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Threads ?? 1, 1, nameof(Threads));
        ArgumentNullException.ThrowIfNull(Limits);
        ArgumentNullException.ThrowIfNull(Decoders);
    }
}
