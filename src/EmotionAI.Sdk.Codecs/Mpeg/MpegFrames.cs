using System.Buffers;
using System.Buffers.Binary;
using EmotionAI.Audio.Reading;

namespace EmotionAI.Audio.Mpeg;

/// <summary>Walks from frame to frame of an MPEG recording: over tags, and over bytes that are no frames where a broken copy or a stream cut anywhere has them.</summary>
internal sealed class MpegFrames(ByteSource source)
{
    /// <summary>As many in a row are no accident, whatever is behind them.</summary>
    private const int EnoughFrames = 3;
    private const int TagHeaderBytes = 10;
    private const int OldTagBytes = 128;
    private const int ApeTagBytes = 32;

    /// <summary>The first bytes of frames and tags.</summary>
    private static readonly SearchValues<byte> Starts = SearchValues.Create([0xFF, (byte)'I', (byte)'T', (byte)'A']);

    private MpegHeader? _first;
    private bool _isInStep;

    /// <summary>Gets whether the recording ends within a frame.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Gets whether bytes that are no frame stand before the last frame read, behind another one.</summary>
    public bool HasGap { get; private set; }

    /// <summary>Tells by the first bytes whether a file consists of frames: two at least, each where the one before ends.</summary>
    public static bool Begin(ReadOnlySpan<byte> start)
    {
        for (var at = 0; at + MpegHeader.Bytes <= start.Length; at++)
        {
            var next = start[at..].IndexOf((byte)0xFF);
            if (next < 0)
            {
                return false;
            }

            at += next;
            if (MpegHeader.Read(start[at..]) is { } header && Follow(start[at..], header))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Gets the next frame, its header first. The bytes stay until the next call.</summary>
    public bool TryRead(out MpegHeader header, out ReadOnlySpan<byte> frame)
    {
        HasGap = false;
        while (true)
        {
            var start = source.Peek(MpegHeader.Bytes);
            if (start.Length < MpegHeader.Bytes)
            {
                header = default;
                frame = default;
                return false;
            }

            if (SkipTag())
            {
                continue;
            }

            if (MpegHeader.Read(start) is { } found && _first?.Fits(found) != false && (_isInStep || IsFrame(found)))
            {
                return TryTake(found, out header, out frame);
            }

            HasGap |= _first is not null;
            _isInStep = false;
            source.Advance(1);
            var block = source.PeekBlock();
            source.Advance(block.IndexOfAny(Starts) is >= 0 and var near ? near : block.Length);
        }
    }

    private static bool Follow(ReadOnlySpan<byte> bytes, MpegHeader first)
    {
        var frames = 0;
        for (var header = first; bytes.Length >= header.FrameBytes; frames++)
        {
            bytes = bytes[header.FrameBytes..];
            if (bytes.Length < MpegHeader.Bytes)
            {
                return true;
            }

            if (MpegHeader.Read(bytes) is not { } next || !next.Fits(first))
            {
                return frames >= EnoughFrames;
            }

            header = next;
        }

        return frames > 0;
    }

    private bool TryTake(MpegHeader found, out MpegHeader header, out ReadOnlySpan<byte> frame)
    {
        header = found;
        frame = source.Peek(found.FrameBytes);
        if (frame.Length < found.FrameBytes)
        {
            IsCut = true;
            source.Advance(frame.Length);
            return false;
        }

        source.Advance(found.FrameBytes);
        _first ??= found;
        _isInStep = true;
        return true;
    }

    /// <summary>Gets whether another frame, a tag or the end stands where a frame would end.</summary>
    private bool IsFrame(MpegHeader header)
    {
        var bytes = source.Peek(header.FrameBytes + MpegHeader.Bytes);
        if (bytes.Length <= header.FrameBytes)
        {
            return bytes.Length == header.FrameBytes || _first is not null;
        }

        var behind = bytes[header.FrameBytes..];
        return MpegHeader.Read(behind)?.Fits(header) == true || behind.StartsWith("TAG"u8) || behind.StartsWith("ID3"u8) || behind.StartsWith("APET"u8);
    }

    private bool SkipTag()
    {
        var start = source.Peek(ApeTagBytes);
        if (start.StartsWith("ID3"u8) && start.Length >= TagHeaderBytes)
        {
            var size = ((start[6] & 127) << 21) | ((start[7] & 127) << 14) | ((start[8] & 127) << 7) | (start[9] & 127);
            source.Skip((long)TagHeaderBytes + size + ((start[5] & 16) != 0 ? TagHeaderBytes : 0));
            return true;
        }

        if (start.StartsWith("APETAGEX"u8) && start.Length >= ApeTagBytes)
        {
            source.Skip(BinaryPrimitives.ReadUInt32LittleEndian(start[12..]) + (long)ApeTagBytes);
            return true;
        }

        if (start.StartsWith("TAG"u8) && source.Peek(OldTagBytes + 1).Length == OldTagBytes)
        {
            source.Skip(OldTagBytes);
            return true;
        }

        return false;
    }
}
