using System.Runtime.InteropServices;

namespace EmotionAI.Mocks;

/// <summary>Hashes an input to 64 bits that are the same on every machine: FNV-1a over UTF-16 units or sample bits, never over bytes in memory order.</summary>
internal static class MockFingerprint
{
    private const ulong OffsetBasis = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    public static ulong Of(string text)
    {
        var hash = OffsetBasis;
        foreach (var unit in text)
        {
            hash = (hash ^ unit) * Prime;
        }

        return hash;
    }

    public static ulong Of(AudioClip clip)
    {
        var hash = (OffsetBasis ^ (uint)clip.SampleRate) * Prime;
        hash = (hash ^ (uint)clip.Channels) * Prime;
        foreach (var bits in MemoryMarshal.Cast<float, uint>(clip.Samples.Span))
        {
            hash = (hash ^ bits) * Prime;
        }

        return hash;
    }
}
