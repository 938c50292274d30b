using System.Text;

namespace EmotionAI.Formats;

/// <summary>Recognises UTF-16 that has no byte order mark: all but its zeros stand at even places, or all at odd ones.</summary>
internal static class WideText
{
    /// <summary>The share of zeros from which on they are no accident. Letters beyond Latin have none, but line ends, spaces, digits and commas do.</summary>
    private const double LeastShare = 0.05;

    /// <summary>So much of the other places may be zero: those are letters such as Ā.</summary>
    private const double LargestOther = 0.01;

    /// <param name="bytes">The first bytes of a text.</param>
    /// <param name="asked">What it is to be read as.</param>
    /// <returns>The name of its encoding; null where it is none of two bytes, or is to be read as such.</returns>
    public static string? Find(ReadOnlySpan<byte> bytes, Encoding asked)
    {
        if (asked is UnicodeEncoding or UTF32Encoding || bytes.Length < 2)
        {
            return null;
        }

        int even = 0, odd = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == 0)
            {
                _ = i % 2 == 0 ? even++ : odd++;
            }
        }

        return IsWide(odd, even, bytes.Length) ? "utf-16" : IsWide(even, odd, bytes.Length) ? "utf-16BE" : null;
    }

    private static bool IsWide(int zeros, int others, int length) => (zeros > 1 || length <= 3) && 2.0 * zeros / length >= LeastShare && 2.0 * others / length <= LargestOther;
}
