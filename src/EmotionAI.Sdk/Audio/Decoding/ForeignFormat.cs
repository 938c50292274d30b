using System.Buffers;
using System.Text;

namespace EmotionAI.Audio.Decoding;

/// <summary>Names files that are not read, by their first bytes.</summary>
internal static class ForeignFormat
{
    private const int OggPayload = 28;
    private const int LongestQuote = 24;

    /// <summary>Gets the name of a sound or film that other programs decode; null for anything else.</summary>
    public static string? SoundName(ReadOnlySpan<byte> start)
    {
        return start switch
        {
            _ when start.StartsWith("OggS"u8) => OggName(start.Length > OggPayload ? start[OggPayload..] : []),
            _ when start.Length >= 8 && start.Slice(4, 4).SequenceEqual("ftyp"u8) => "MP4, M4A or 3GP (most often AAC)",
            _ when start.StartsWith(new byte[] { 0x1A, 0x45, 0xDF, 0xA3 }) => start.IndexOf("webm"u8) >= 0 ? "WebM (Matroska; most often Opus)" : "Matroska or WebM",
            _ when start.StartsWith(new byte[] { 0x30, 0x26, 0xB2, 0x75 }) => "ASF (WMA)",
            _ when start.Length >= 8 && IsMovieAtom(start.Slice(4, 4)) => "QuickTime (MOV)",
            _ when start.StartsWith("wvpk"u8) => "WavPack",
            _ when start.StartsWith("MAC "u8) => "Monkey's Audio",
            _ when start.StartsWith("TTA1"u8) => "True Audio (TTA)",
            _ when start.StartsWith("MPCK"u8) || start.StartsWith("MP+"u8) => "Musepack",
            _ when start.StartsWith(".RMF"u8) || start.StartsWith(".ra"u8) => "RealAudio",
            _ when start.StartsWith("FLV\u0001"u8) => "Flash video",
            _ when start.StartsWith("#!AMR"u8) => "AMR",
            _ when start.StartsWith("#!iLBC"u8) => "iLBC",
            _ when start.StartsWith("#!SILK"u8) || start[Math.Min(1, start.Length)..].StartsWith("#!SILK"u8) => "SILK",
            _ when start.StartsWith("Creative Voice File"u8) => "Creative VOC",
            _ when start.StartsWith("DSD "u8) || start.StartsWith("FRM8"u8) => "DSD",
            _ when start.StartsWith(new byte[] { 0x7F, 0xFE, 0x80, 0x01 }) => "DTS",
            _ when start.StartsWith(new byte[] { 0, 0, 1, 0xBA }) => "an MPEG program stream",
            _ when start.StartsWith("NIST_1A"u8) => "NIST SPHERE",
            _ when start.StartsWith("ADIF"u8) => "AAC (ADIF)",
            _ when start.StartsWith(new byte[] { 0x0B, 0x77 }) => "AC-3",
            _ when start.Length >= 2 && start[0] == 0xFF => MpegName(start[1]),
            _ => null,
        };
    }

    /// <summary>Gets whether the package EmotionAI.Sdk.Codecs decodes a sound of this name, most often at least.</summary>
    public static bool IsOfCodecs(string sound) => sound.StartsWith("Ogg", StringComparison.Ordinal) && !sound.Contains("Speex", StringComparison.Ordinal)
        || sound.StartsWith("FLAC in Ogg", StringComparison.Ordinal) || sound.Contains("WebM", StringComparison.Ordinal) || sound.EndsWith("(MPEG audio)", StringComparison.Ordinal);

    /// <summary>Gets a name for everything else.</summary>
    public static string Name(ReadOnlySpan<byte> start)
    {
        return start switch
        {
            _ when start.StartsWith("MThd"u8) => "MIDI, which holds notes and no sound",
            _ when start.StartsWith("version https://git-lfs"u8) => "a Git LFS pointer: the file itself was not fetched (git lfs pull)",
            _ when !start.ContainsAnyExcept((byte)0) => "nothing but zeros, as a download or copy that was broken off leaves them",
            _ => ArchiveName(start) ?? PictureName(start) ?? DataName(start) ?? NameText(start),
        };
    }

    private static string? ArchiveName(ReadOnlySpan<byte> start) => start switch
    {
        _ when start.StartsWith("PK\u0003\u0004"u8) || start.StartsWith("PK\u0005\u0006"u8) => "a ZIP archive",
        _ when start.StartsWith(new byte[] { 0x1F, 0x8B }) => "a gzip archive",
        _ when start.StartsWith("BZh"u8) => "a bzip2 archive",
        _ when start.StartsWith(new byte[] { 0xFD, 0x37, 0x7A, 0x58, 0x5A, 0 }) => "an xz archive",
        _ when start.StartsWith(new byte[] { 0x28, 0xB5, 0x2F, 0xFD }) => "a Zstandard archive",
        _ when start.StartsWith(new byte[] { 0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C }) => "a 7z archive",
        _ when start.StartsWith("Rar!\u001A\u0007"u8) => "a RAR archive",
        _ => null,
    };

    private static string? PictureName(ReadOnlySpan<byte> start) => start switch
    {
        _ when start.StartsWith(new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A }) => "a PNG picture",
        _ when start.StartsWith(new byte[] { 0xFF, 0xD8, 0xFF }) => "a JPEG picture",
        _ when start.StartsWith("GIF87a"u8) || start.StartsWith("GIF89a"u8) => "a GIF picture",
        _ when start.StartsWith("II*\0"u8) || start.StartsWith("MM\0*"u8) => "a TIFF picture",
        _ => null,
    };

    private static string? DataName(ReadOnlySpan<byte> start) => start switch
    {
        _ when start.StartsWith("%PDF"u8) => "a PDF document",
        _ when start.StartsWith("SQLite format 3\0"u8) => "an SQLite database",
        _ when start.StartsWith("PAR1"u8) => "a Parquet table",
        _ when start.StartsWith(new byte[] { 0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59 }) => "a NumPy array",
        _ when start.StartsWith(new byte[] { 0x89, 0x48, 0x44, 0x46 }) => "an HDF5 file",
        _ when start.StartsWith(new byte[] { 0x7F, 0x45, 0x4C, 0x46 }) => "a program (ELF)",
        _ when start.StartsWith(new byte[] { 0xFF, 0xFE }) || start.StartsWith(new byte[] { 0xFE, 0xFF }) => "text in UTF-16",
        _ => null,
    };

    private static bool IsMovieAtom(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("moov"u8) || name.SequenceEqual("mdat"u8) || name.SequenceEqual("wide"u8) || name.SequenceEqual("free"u8) || name.SequenceEqual("skip"u8);

    private static string OggName(ReadOnlySpan<byte> payload)
    {
        return payload switch
        {
            _ when payload.StartsWith("OpusHead"u8) => "Ogg Opus",
            _ when payload.StartsWith("\u0001vorbis"u8) => "Ogg Vorbis",
            _ when payload.StartsWith("\u007FFLAC"u8) => "FLAC in Ogg",
            _ when payload.StartsWith("Speex"u8) => "Ogg Speex",
            _ => "Ogg (Vorbis, Opus or FLAC in Ogg)",
        };
    }

    /// <summary>Reads the layer of an MPEG frame: 0 is AAC in ADTS, 1 is the third.</summary>
    private static string? MpegName(byte second)
    {
        return (second & 0xE0, (second >> 1) & 3) switch
        {
            (0xE0, 0) when (second & 0xF0) == 0xF0 => "AAC (ADTS)",
            (0xE0, 1) => "MP3 (MPEG audio)",
            (0xE0, 2) => "MP2 (MPEG audio)",
            (0xE0, 3) when second != 0xFF && second != 0xFE => "MP1 (MPEG audio)",
            _ => null,
        };
    }

    private static string NameText(ReadOnlySpan<byte> start)
    {
        var text = start.TrimStart("\uFEFF \t\r\n"u8);
        return text switch
        {
            _ when text.IsEmpty => "blank text",
            _ when text.StartsWith("<?xml"u8) => "an XML document, most likely an error message saved in place of the file",
            _ when text.StartsWith("<"u8) => "an HTML page, most likely an error page saved in place of the file",
            _ when IsJson(text) => "JSON text",
            _ when IsText(text) => $"text that begins with '{Quote(text)}'",
            _ => $"the bytes {System.Convert.ToHexString(start[..Math.Min(8, start.Length)])} ('{ChunkName.Show(start[..Math.Min(8, start.Length)])}')",
        };
    }

    private static bool IsJson(ReadOnlySpan<byte> text)
    {
        var inner = text.IsEmpty ? text : text[1..].TrimStart(" \t\r\n"u8);
        return (text.StartsWith("{"u8) && (inner.IsEmpty || inner[0] is (byte)'"' or (byte)'}'))
            || (text.StartsWith("["u8) && (inner.IsEmpty || inner[0] is (byte)'"' or (byte)'{' or (byte)'[' or (byte)']' or (byte)'-' or (>= (byte)'0' and <= (byte)'9')));
    }

    /// <summary>Gets whether the bytes are UTF-8 without control characters; what was read may end within a character.</summary>
    private static bool IsText(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(text, out var rune, out var consumed);
            if (status != OperationStatus.Done)
            {
                return status == OperationStatus.NeedMoreData && text.Length < 4;
            }

            if (Rune.IsControl(rune) && rune.Value is not ('\t' or '\n' or '\r'))
            {
                return false;
            }

            text = text[consumed..];
        }

        return true;
    }

    private static string Quote(ReadOnlySpan<byte> text)
    {
        var line = text.IndexOfAny((byte)'\r', (byte)'\n') is >= 0 and var end ? text[..end] : text;
        var quoted = new StringBuilder();
        while (!line.IsEmpty && quoted.Length < LongestQuote && Rune.DecodeFromUtf8(line, out var rune, out var consumed) == OperationStatus.Done)
        {
            quoted.Append(rune.Value == '\t' ? " " : rune.ToString());
            line = line[consumed..];
        }

        return quoted.ToString();
    }
}
