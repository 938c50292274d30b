namespace EmotionAI.Audio;

/// <summary>Measures what is above 150 Hz of a signal, twice filtered: offset, drift and rumble have no part in it.</summary>
/// <param name="sampleRate">The sample rate, in Hz.</param>
internal struct SpeechBand(int sampleRate)
{
    private const double CutOff = 150;

    private readonly float _decay = (float)Math.Exp(-Math.Tau * CutOff / sampleRate);
    private bool _hasBegun;
    private float _last;
    private float _first;
    private float _second;

    /// <summary>Takes the next samples.</summary>
    /// <param name="block">The samples, one or more.</param>
    /// <param name="power">The sum of their squares; 0 of a constant, which is no sound.</param>
    /// <returns>Whether they are anything but a constant.</returns>
    public bool TryMeasure(ReadOnlySpan<float> block, out float power)
    {
        if (!_hasBegun)
        {
            (_last, _hasBegun) = (block[0], true);
        }

        power = 0;
        if (block.IndexOfAnyExcept(block[0]) < 0)
        {
            (_last, _first, _second) = (block[0], 0, 0);
            return false;
        }

        var (last, first, second, sum) = (_last, _first, _second, 0f);
        foreach (var sample in block)
        {
            var next = _decay * (first + (sample - last));
            second = _decay * (second + (next - first));
            (last, first) = (sample, next);
            sum += second * second;
        }

        (_last, _first, _second, power) = (last, first, second, sum);
        return true;
    }
}
