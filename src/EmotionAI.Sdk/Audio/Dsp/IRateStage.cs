namespace EmotionAI.Audio.Dsp;

/// <summary>Takes a signal block by block through one <see cref="IRateFilter"/>. For one signal at a time.</summary>
/// <remarks>The outputs do not depend on how the signal is cut into blocks, down to the last bit.</remarks>
internal interface IRateStage
{
    /// <summary>Goes back to the beginning of a signal.</summary>
    void Reset();

    /// <summary>Gives the number of outputs that <see cref="Write"/> gives for so many more samples.</summary>
    int OutputLength(int inputLength);

    /// <summary>Takes samples and gives the outputs that have become ready.</summary>
    /// <param name="input">The samples.</param>
    /// <param name="output">Receives <see cref="OutputLength"/> outputs.</param>
    /// <returns>The number of outputs.</returns>
    int Write(ReadOnlySpan<float> input, Span<float> output);
}
