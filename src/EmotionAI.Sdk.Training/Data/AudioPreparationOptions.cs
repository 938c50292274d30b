using EmotionAI.Audio;

namespace EmotionAI.Training.Data;

/// <summary>Says how <see cref="DatasetPreparation.PrepareAudio"/> reads and divides recordings.</summary>
public sealed class AudioPreparationOptions : PreparationOptions
{
    /// <summary>Gets or sets the folder to write, whole or not at all: manifest, labels and, of an archive or with <see cref="SampleRate"/>, the recordings in <c>clips</c>.</summary>
    /// <value>The default value is null: nothing is written; an archive and a sample rate need a folder.</value>
    public string? OutputDirectory { get; set; }

    /// <summary>Gets or sets whether a folder that is there may be replaced; its other files are kept.</summary>
    /// <value>The default value is false.</value>
    public bool Overwrite { get; set; }

    /// <summary>Gets or sets the rate, in Hz, at which the recordings are written anew, as mono WAV of 16 bits.</summary>
    /// <value>The default value is null: recordings stay as and where they are.</value>
    public int? SampleRate { get; set; }

    /// <summary>Gets or sets the decoders of more formats; they are asked before the built-in ones, in this order.</summary>
    /// <value>The default value is none: WAV, FLAC, AIFF, AU and CAF are read without.</value>
    public IList<IAudioDecoder> Decoders { get; set; } = [];

    /// <summary>Gets or sets what <c>{data_root}</c> stands for in manifests of SpeechBrain.</summary>
    /// <value>The default value is null: the folder of the manifest.</value>
    public string? DataRoot { get; set; }

    /// <summary>Gets or sets whether <c>exc</c> of IEMOCAP counts as <c>hap</c>, as is usual with four classes.</summary>
    /// <value>The default value is false.</value>
    public bool MergesExcited { get; set; }

    /// <summary>Gets or sets whether of IEMOCAP only <c>ang</c>, <c>hap</c>, <c>sad</c> and <c>neu</c> are kept; with <see cref="MergesExcited"/> they are 5,531 utterances.</summary>
    /// <value>The default value is false.</value>
    public bool FourClasses { get; set; }
}
