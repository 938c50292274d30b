namespace EmotionAI.Audio.Decoding;

/// <summary>Knows recordings without a header, of telephone exchanges mostly, by the endings of their names: nothing in them says what they are.</summary>
internal static class HeaderlessSound
{
    /// <summary>Gets what ffmpeg must be told to read a file, with a space behind; null for other names.</summary>
    public static string? DecoderOf(string? path) => Path.GetExtension(path)?.ToUpperInvariant() switch
    {
        ".GSM" => "-f gsm ",
        ".G722" => "-f g722 ",
        ".G726" or ".G726-32" => "-f g726le -code_size 4 ",
        ".G729" => "-f g729 ",
        ".UL" or ".ULAW" => "-f mulaw -ar 8000 ",
        ".AL" or ".ALAW" => "-f alaw -ar 8000 ",
        ".SLN" or ".SLIN" => "-f s16le -ar 8000 ",
        ".SLN16" => "-f s16le -ar 16000 ",
        ".RAW" or ".PCM" => "-f s16le -ar 16000 ",
        _ => null,
    };
}
