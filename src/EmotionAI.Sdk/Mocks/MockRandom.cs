namespace EmotionAI.Mocks;

/// <summary>Draws numbers from a seed by SplitMix64: integers only, so that every machine draws the same.</summary>
internal struct MockRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>Draws an integer from 0 to <paramref name="bound"/> - 1.</summary>
    /// <param name="bound">The number of values, up to 2^32.</param>
    public uint Next(uint bound)
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        mixed ^= mixed >> 31;
        return (uint)(((mixed >> 32) * bound) >> 32);
    }
}
