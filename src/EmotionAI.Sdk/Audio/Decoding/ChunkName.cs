namespace EmotionAI.Audio.Decoding;

/// <summary>Shows four-character codes from files in messages.</summary>
internal static class ChunkName
{
    /// <summary>Gets whether four bytes may name a chunk: printable ASCII.</summary>
    public static bool IsPlausible(ReadOnlySpan<byte> name) => name.Length >= 4 && !name[..4].ContainsAnyExceptInRange((byte)32, (byte)126);

    /// <summary>Gets up to four bytes in hexadecimal.</summary>
    public static string ShowBytes(ReadOnlySpan<byte> bytes) => BitConverter.ToString(bytes[..Math.Min(4, bytes.Length)].ToArray()).Replace('-', ' ');

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
