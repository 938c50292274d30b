namespace EmotionAI.Audio.Decoding;

/// <summary>Shows four-character codes from files in messages.</summary>
internal static class ChunkName
{
    /// <summary>Gets printable ASCII as it is and a dot for every other byte.</summary>
    public static string Show(ReadOnlySpan<byte> name)
    {
        Span<char> shown = stackalloc char[8];
        var length = Math.Min(name.Length, shown.Length);
        for (var i = 0; i < length; i++)
        {
            shown[i] = name[i] is >= 32 and < 127 ? (char)name[i] : '.';
        }

        return new string(shown[..length]);
    }
}
