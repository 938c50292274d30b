using System.Buffers;

namespace EmotionAI.Audio.Dsp;

/// <summary>Takes a signal through the steps of a <see cref="RatePlan"/>, block by block. For one signal at a time.</summary>
/// <remarks>The outputs do not depend on how the signal is cut into blocks, down to the last bit.</remarks>
internal sealed class RateChain
{
    private static readonly float[] Silence = new float[1 << 13];

    private readonly IRateStage[] _stages;
    private readonly float[][] _between;

    /// <summary>The samples given to the first step at once: what lies between the steps stays near the processor.</summary>
    private readonly int _pieceLength;

    public RateChain(IRateFilter[] filters)
    {
        _stages = [.. filters.Select(filter => filter.Start())];
        _pieceLength = filters.Length < 2 ? int.MaxValue : filters[0].BlockLength;
        _between = new float[Math.Max(0, filters.Length - 1)][];
        Array.Fill(_between, []);
    }

    /// <summary>Goes back to the beginning of a signal.</summary>
    public void Reset()
    {
        foreach (var stage in _stages)
        {
            stage.Reset();
        }
    }

    /// <summary>Gives the number of outputs that <see cref="Write"/> gives for so many more samples.</summary>
    public int OutputLength(int inputLength)
    {
        foreach (var stage in _stages)
        {
            inputLength = stage.OutputLength(inputLength);
        }

        return inputLength;
    }

    /// <summary>Takes samples and gives the outputs that have become ready.</summary>
    /// <param name="input">The samples.</param>
    /// <param name="output">Receives <see cref="OutputLength"/> outputs.</param>
    /// <returns>The number of outputs.</returns>
    public int Write(ReadOnlySpan<float> input, Span<float> output)
    {
        if (_stages.Length == 0)
        {
            input.CopyTo(output);
            return input.Length;
        }

        var written = 0;
        while (!input.IsEmpty)
        {
            var piece = input[..Math.Min(_pieceLength, input.Length)];
            input = input[piece.Length..];
            written += WritePiece(piece, output[written..]);
        }

        return written;
    }

    /// <summary>Ends the signal: what follows it is silence.</summary>
    /// <param name="output">Receives the outputs that are left, all of it.</param>
    public void Finish(Span<float> output)
    {
        if (output.IsEmpty)
        {
            return;
        }

        var silence = SilenceFor(output.Length);
        var last = ArrayPool<float>.Shared.Rent(OutputLength(silence));
        for (var written = 0; silence > 0; silence -= Math.Min(silence, Silence.Length))
        {
            written += Write(Silence.AsSpan(0, Math.Min(silence, Silence.Length)), last.AsSpan(written));
        }

        last.AsSpan(0, output.Length).CopyTo(output);
        ArrayPool<float>.Shared.Return(last);
    }

    /// <summary>Finds the shortest silence that brings so many outputs.</summary>
    private int SilenceFor(int outputLength)
    {
        var (enough, tooLittle) = (1, 0);
        while (OutputLength(enough) < outputLength)
        {
            (tooLittle, enough) = (enough, checked(2 * enough));
        }

        while (enough - tooLittle > 1)
        {
            var middle = tooLittle + ((enough - tooLittle) / 2);
            (tooLittle, enough) = OutputLength(middle) < outputLength ? (middle, enough) : (tooLittle, middle);
        }

        return enough;
    }

    private int WritePiece(ReadOnlySpan<float> piece, Span<float> output)
    {
        for (var i = 0; i < _between.Length; i++)
        {
            var length = _stages[i].OutputLength(piece.Length);
            if (_between[i].Length < length)
            {
                _between[i] = new float[length];
            }

            piece = _between[i].AsSpan(0, _stages[i].Write(piece, _between[i]));
        }

        return _stages[^1].Write(piece, output);
    }
}
