namespace EmotionAI.Audio.Decoding;

/// <summary>Shows four-character codes from files in messages.</summary>
internal static class ChunkName
{
    public const int Bytes = 4;

    /// <summary>Names that chunks of WAV and AIFF files have, four bytes each.</summary>
    private static ReadOnlySpan<byte> KnownNames =>
        "fmt datafactLISTbextCOMMSSNDid3 ID3 JUNKPEAKcue smplinstiXML_PMXaxmlchnaDISPacidstrcLGWVafspPAD FLLRNAMEAUTHANNO(c) MARKINSTAPPLCOMTCHANFVER"u8;

    /// <summary>Gets whether the next bytes are a name that chunks of WAV and AIFF files have, and not only letters.</summary>
    public static bool IsKnown(ReadOnlySpan<byte> bytes)
    {
        for (var at = 0; at < KnownNames.Length && bytes.Length >= Bytes; at += Bytes)
        {
            if (bytes[..Bytes].SequenceEqual(KnownNames.Slice(at, Bytes)))
            {
                return true;
            }
        }

        return false;
    }

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
