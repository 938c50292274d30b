using System.Buffers.Binary;
using EmotionAI.Audio.Decoding;

namespace EmotionAI.Audio.Vorbis;

/// <summary>Reads the headers of Vorbis (Vorbis I, 4.2) before NVorbis does: bounds what they would have it allocate, and learns how long each packet sounds.</summary>
/// <param name="Channels">The number of channels.</param>
/// <param name="SampleRate">The sample rate, in Hz.</param>
/// <param name="ShortBlock">The length of a short block, in samples of each channel.</param>
/// <param name="LongBlock">The length of a long block.</param>
/// <param name="IsLong">Whether blocks are long, for each mode.</param>
internal sealed record VorbisSetup(int Channels, long SampleRate, int ShortBlock, int LongBlock, bool[] IsLong)
{
    private const int IdentificationBytes = 30;
    private const int LeastBlockBits = 6;

    /// <summary>NVorbis 0.10.5 gets every channel wrong where more than one pair is coupled.</summary>
    private const int MostChannels = 2;
    private const int MostBlockBits = 13;

    /// <exception cref="EmotionAIException">The headers break a rule of Vorbis, or ask for more than is allowed.</exception>
    public static VorbisSetup Read(ReadOnlySpan<byte> identification, ReadOnlySpan<byte> setup, AudioOrigin origin, long offset, EmotionLimits limits)
    {
        if (identification.Length < IdentificationBytes || !identification.StartsWith("\u0001vorbis"u8))
        {
            throw origin.Invalid(Invariant($"has a Vorbis header of {identification.Length} bytes; {IdentificationBytes} are needed"), offset);
        }

        var version = BinaryPrimitives.ReadUInt32LittleEndian(identification[7..]);
        if (version != 0)
        {
            throw origin.Unsupported(Invariant($"has Vorbis of version {version}; version 0 is supported."), offset);
        }

        int shortBits = identification[28] & 15, longBits = identification[28] >> 4;
        if (shortBits < LeastBlockBits || longBits > MostBlockBits || shortBits > longBits)
        {
            throw origin.Invalid(Invariant($"has Vorbis with blocks of {1 << shortBits} and {1 << longBits} samples; 64 to 8192 in this order are allowed"), offset);
        }

        var rate = BinaryPrimitives.ReadUInt32LittleEndian(identification[12..]);
        AudioBounds.CheckShape(origin, limits, rate, identification[11], offset);
        if (identification[11] > MostChannels)
        {
            throw origin.Unsupported(Invariant($"has Vorbis of {identification[11]} channels; 1 and {MostChannels} are supported, as more are not decoded right yet. The package EmotionAI.Sdk.Ffmpeg reads it by an ffmpeg that is installed."), offset);
        }

        return ReadSetup(setup, identification[11]) is { } modes
            ? new VorbisSetup(identification[11], rate, 1 << shortBits, 1 << longBits, modes)
            : throw origin.Invalid(Invariant($"has a Vorbis setup header of {setup.Length} bytes that breaks a rule of Vorbis, or codebooks of more than {VorbisCodebooks.MostEntries} entries or {VorbisCodebooks.MostValues} values"), offset);
    }

    /// <summary>Gets the length of the block of a packet of sound, in samples of each channel; 0 for any other packet.</summary>
    public int BlockOf(ReadOnlySpan<byte> packet)
    {
        var bits = new VorbisBits(packet);
        if (packet.IsEmpty || bits.ReadFlag())
        {
            return 0;
        }

        var mode = bits.Read(VorbisBits.Width(IsLong.Length - 1));
        return mode >= IsLong.Length ? 0 : IsLong[mode] ? LongBlock : ShortBlock;
    }

    /// <returns>Whether each mode has long blocks; null where the header breaks a rule.</returns>
    private static bool[]? ReadSetup(ReadOnlySpan<byte> setup, int channels)
    {
        if (!setup.StartsWith("\u0005vorbis"u8))
        {
            return null;
        }

        var bits = new VorbisBits(setup[7..]);
        if (VorbisCodebooks.Read(ref bits) is not { } books || !SkipTimes(ref bits))
        {
            return null;
        }

        return VorbisParts.ReadFloors(ref bits, books) is { } floors
            && VorbisParts.ReadResidues(ref bits, books) is { } residues
            && VorbisParts.ReadMappings(ref bits, channels, floors, residues) is { } mappings
            ? ReadModes(ref bits, mappings)
            : null;
    }

    private static bool SkipTimes(ref VorbisBits bits)
    {
        for (var left = bits.Read(6) + 1; left > 0; left--)
        {
            if (bits.Read(16) != 0)
            {
                return false;
            }
        }

        return !bits.IsOver;
    }

    private static bool[]? ReadModes(ref VorbisBits bits, int mappings)
    {
        var modes = new bool[bits.Read(6) + 1];
        for (var i = 0; i < modes.Length; i++)
        {
            modes[i] = bits.ReadFlag();
            if (bits.Read(16) != 0 || bits.Read(16) != 0 || bits.Read(8) >= mappings)
            {
                return null;
            }
        }

        return bits.ReadFlag() && !bits.IsOver ? modes : null;
    }
}
