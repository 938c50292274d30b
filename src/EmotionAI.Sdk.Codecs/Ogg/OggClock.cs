namespace EmotionAI.Audio.Ogg;

/// <summary>Tells by the granule positions of pages where a stream begins and ends between its packets.</summary>
/// <param name="canBeginEarly">Whether a first position below what its packets hold means that their beginning is left out, as in Vorbis.</param>
internal sealed class OggClock(bool canBeginEarly)
{
    private long? _begin;
    private long _decoded;

    /// <summary>Takes a page.</summary>
    /// <param name="length">What its packets hold, in units of positions.</param>
    /// <param name="granule">Its position; -1 for none.</param>
    /// <param name="isLast">Whether the stream ends with it.</param>
    /// <returns>What is left out at the beginning, and how long the stream is if it ends here, counted from its first packet.</returns>
    public (long Skip, long? Length) Take(long length, long granule, bool isLast)
    {
        _decoded += length;
        if (granule < 0)
        {
            return (0, null);
        }

        var skip = 0L;
        if (_begin is null)
        {
            var begin = granule - _decoded;
            skip = begin < 0 && canBeginEarly && !isLast ? -begin : 0;
            _begin = begin < 0 && (isLast || !canBeginEarly) ? 0 : begin;
        }

        return (skip, isLast ? Math.Clamp(granule - _begin.Value, 0, _decoded) : null);
    }
}
