using EmotionAI.Audio;
using EmotionAI.Training.Features;

namespace EmotionAI.Training.Heads;

/// <summary>Sets up the training of a speech head.</summary>
public sealed class SpeechHeadOptions : HeadOptions
{
    /// <summary>Gets or sets whether each class counts alike, however many clips it has.</summary>
    /// <value>The default value is true.</value>
    public bool IsBalanced { get; set; } = true;

    /// <summary>Gets or sets the altered copies that are learned from too.</summary>
    /// <value>The default value is null: none.</value>
    public SpeechAugmentation? Augmentation { get; set; }

    /// <summary>Gets or sets the decoders of more formats; they are asked before the built-in ones, in this order.</summary>
    /// <value>The default value is none: WAV, FLAC, AIFF, AU and CAF are read without.</value>
    public IList<IAudioDecoder> Decoders { get; set; } = [];

    internal AudioEncoderOptions EncoderOptions => new() { Threads = 1, Decoders = [.. Decoders] };

    internal override void Validate()
    {
        base.Validate();
        Augmentation?.Validate();
        ArgumentNullException.ThrowIfNull(Decoders);
    }
}
