namespace EmotionAI.Audio.Dsp;

/// <summary>Describes one step from a sample rate to another. Immutable and safe for concurrent use.</summary>
internal interface IRateFilter
{
    /// <summary>Gets the rate of the input, without the factor it has in common with <see cref="To"/>.</summary>
    int From { get; }

    /// <summary>Gets the rate of the output.</summary>
    int To { get; }

    /// <summary>Gets the number of samples that are best taken at once.</summary>
    int BlockLength { get; }

    /// <summary>Makes the state of a signal, at its beginning.</summary>
    IRateStage Start();
}
