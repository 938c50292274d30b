using EmotionAI.Models.SpeechBrain;

namespace EmotionAI.SpeechBrain;

/// <summary>Describes a folder of an encoder of transformers with a pooling and a linear layer, as the recipes for wav2vec 2.0 make it.</summary>
internal sealed record LobeFolder : SpeechBrainFolder
{
    public override int SampleRate => Rate;

    /// <summary>Gets the sample rate, in Hz.</summary>
    public required int Rate { get; init; }

    public required LobeParameters Lobe { get; init; }

    /// <summary>Gets a value indicating whether the mean of the samples is taken off first (<c>input_norm</c>).</summary>
    public required bool RemovesMean { get; init; }

    /// <summary>Gets what is taken of the frames; null where every frame is answered.</summary>
    public required StatisticsParameters? Pooling { get; init; }

    /// <summary>Gets how frames become those that are answered; null where a clip is.</summary>
    public required FrameWindow? Frames { get; init; }

    public required LinearParameters Head { get; init; }

    public override int OutNeurons => Head.Outputs;

    /// <summary>Gets the torch file with the tensors of the encoder.</summary>
    public required string EncoderPath { get; init; }

    /// <summary>Gets the folder with the encoder's <c>config.json</c>; null where there is none.</summary>
    public required string? ConfigDirectory { get; init; }

    /// <summary>Gets the torch file with the tensors of the head.</summary>
    public required string HeadPath { get; init; }

    /// <summary>Gets the name of the head's layer in it, such as <c>0.w</c>.</summary>
    public required string HeadName { get; init; }
}
