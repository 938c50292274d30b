using EmotionAI.Audio.Dsp;

namespace EmotionAI.Audio;

/// <summary>Changes the sample rate of one channel that comes block by block; the blocks join to what <see cref="Resampler.Resample"/> gives for the whole, sample for sample.</summary>
/// <remarks>For one signal and one thread at a time. Nothing is allocated by a call once the first blocks have passed.</remarks>
/// <example><code>
/// var stream = new StreamingResampler(new Resampler(48_000, 16_000));
/// for (var second = 0; second &lt; 10; second++)
/// {
///     var block = new float[48_000]; // what a microphone gave
///     var resampled = new float[stream.OutputLength(block.Length)];
///     stream.Write(block, resampled);
/// }
///
/// var rest = new float[stream.RemainingLength];
/// stream.Finish(rest);
/// </code></example>
public sealed class StreamingResampler
{
    private readonly Resampler _resampler;
    private readonly RateChain _chain;

    private long _taken;
    private long _given;

    /// <summary>Starts at the beginning of a signal.</summary>
    /// <param name="resampler">The rates and the filter; several streams may share it.</param>
    public StreamingResampler(Resampler resampler)
    {
        ArgumentNullException.ThrowIfNull(resampler);
        _resampler = resampler;
        _chain = resampler.Start();
    }

    /// <summary>Gets the number of samples that <see cref="Finish"/> gives: those whose sound has been written but whose surroundings have not.</summary>
    public int RemainingLength => checked((int)(_resampler.TotalOutput(_taken) - _given));

    /// <summary>Gives the number of samples that <see cref="Write"/> gives for the next block.</summary>
    /// <param name="inputLength">The length of the block, in samples.</param>
    /// <returns>The number of samples, often 0 for a short block.</returns>
    public int OutputLength(int inputLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(inputLength);
        return _chain.OutputLength(inputLength);
    }

    /// <summary>Takes the next block.</summary>
    /// <param name="input">The samples, finite, of any number.</param>
    /// <param name="output">Receives <see cref="OutputLength"/> samples.</param>
    /// <returns>The number of samples written.</returns>
    /// <exception cref="ArgumentException"><paramref name="output"/> is too short; nothing was taken.</exception>
    public int Write(ReadOnlySpan<float> input, Span<float> output)
    {
        CheckRoom(output.Length, OutputLength(input.Length), nameof(output));
        var written = _chain.Write(input, output);
        (_taken, _given) = (_taken + input.Length, _given + written);
        return written;
    }

    /// <summary>Ends the signal and goes back to the beginning of a next one.</summary>
    /// <param name="output">Receives <see cref="RemainingLength"/> samples.</param>
    /// <returns>The number of samples written.</returns>
    /// <exception cref="ArgumentException"><paramref name="output"/> is too short; the signal has not ended.</exception>
    public int Finish(Span<float> output)
    {
        var remaining = RemainingLength;
        CheckRoom(output.Length, remaining, nameof(output));
        _chain.Finish(output[..remaining]);
        Reset();
        return remaining;
    }

    /// <summary>Drops what was written and goes back to the beginning of a signal.</summary>
    public void Reset()
    {
        _chain.Reset();
        (_taken, _given) = (0, 0);
    }

    private static void CheckRoom(int room, int needed, string name)
    {
        if (room < needed)
        {
            throw new ArgumentException(Invariant($"There is room for {room} samples; {needed} are needed."), name);
        }
    }
}
