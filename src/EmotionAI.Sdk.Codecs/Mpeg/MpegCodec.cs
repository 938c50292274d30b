using EmotionAI.Audio.Reading;
using NLayer;

namespace EmotionAI.Audio.Mpeg;

/// <summary>Decodes MP3, and layers I and II: walks the frames, has NLayer decode them, and cuts what the encoder added.</summary>
internal sealed class MpegCodec : ICodec
{
    private const int MostSamples = 2 * 1_152;

    /// <summary>NLayer 3.0.1 ends the first region of a short block at line 36 at every rate; at 8 kHz it ends at 72.</summary>
    private const int UnsupportedRate = 8_000;

    public string Name => "MP3 (MPEG audio)";

    public bool Recognises(ReadOnlySpan<byte> start) => !IsOther(start) && MpegFrames.Begin(start.TrimStart((byte)0));

    public void Decode(ByteSource source, ClipBuilder clip)
    {
        var frames = new MpegFrames(source);
        if (!frames.TryRead(out var header, out var frame))
        {
            clip.IsIncomplete = frames.IsCut;
            return;
        }

        if (header is { Layer: MpegLayer.LayerIII, SampleRate: UnsupportedRate })
        {
            throw source.Origin.Convertible(Invariant($"is an MP3 of {UnsupportedRate} Hz (MPEG-2.5), a rate whose short blocks are not decoded right yet; the others, 11025 to 48000 Hz, are supported. The package EmotionAI.Sdk.Ffmpeg reads it by an ffmpeg that is installed."), source.Position - frame.Length);
        }

        clip.Begin(header.SampleRate, header.Channels);
        var tag = EncoderTag.Read(header, frame);
        if (tag?.Delay is { } delay)
        {
            clip.Skip(delay + EncoderTag.DecoderDelay);
        }

        var count = DecodeFrames(source, clip, frames, header, tag is null ? frame : []);
        clip.IsIncomplete = frames.IsCut;
        if (tag is { } told && !clip.IsFull)
        {
            Settle(clip, told, header, count);
        }
    }

    /// <summary>Containers, whose bytes may look like frames: their own decoders know better.</summary>
    private static bool IsOther(ReadOnlySpan<byte> start) =>
        start.StartsWith("RIFF"u8) || start.StartsWith("RIFX"u8) || start.StartsWith("RF64"u8) || start.StartsWith("BW64"u8) || start.StartsWith("riff"u8)
        || start.StartsWith("FORM"u8) || start.StartsWith("fLaC"u8) || start.StartsWith("OggS"u8) || start.StartsWith(".snd"u8) || start.StartsWith("caff"u8)
        || start.StartsWith(new byte[] { 0x1A, 0x45, 0xDF, 0xA3 }) || (start.Length >= 8 && start[4..].StartsWith("ftyp"u8));

    private static long DecodeFrames(ByteSource source, ClipBuilder clip, MpegFrames frames, MpegHeader header, ReadOnlySpan<byte> frame)
    {
        var decoder = new MpegFrameDecoder();
        var reservoir = new MpegReservoir();
        var holder = new MpegFrame();
        var samples = new float[MostSamples];
        var count = 0L;
        var hasBegun = false;
        do
        {
            if (frame.IsEmpty)
            {
                continue;
            }

            source.Cancellation.ThrowIfCancellationRequested();
            clip.Settle();
            var offset = source.Position - frame.Length;
            if (frames.HasGap)
            {
                clip.Damage(offset);
            }

            count++;
            var room = samples.AsSpan(0, header.Samples * header.Channels);
            if (!TryTake(reservoir, header, frame, out var whole) && !hasBegun)
            {
                // A stream that was cut anywhere: the sound of its first frames is in front of the cut.
                room.Clear();
                clip.Add(room);
                continue;
            }

            hasBegun = true;
            holder.Set(header, whole);
            if (!whole.IsEmpty && TryDecode(decoder, holder, samples, room.Length))
            {
                clip.Add(room);
                continue;
            }

            decoder.Reset();
            reservoir.Restart();
            clip.AddDamaged(header.Samples, offset);
        }
        while (!clip.IsFull && frames.TryRead(out header, out frame));

        return count;
    }

    private static bool TryTake(MpegReservoir reservoir, MpegHeader header, ReadOnlySpan<byte> frame, out ReadOnlySpan<byte> whole)
    {
        if (header.Layer == MpegLayer.LayerIII)
        {
            return reservoir.TryTake(header, frame, out whole);
        }

        whole = frame[(MpegHeader.Bytes + (header.HasCrc ? 2 : 0))..];
        return true;
    }

    private static bool TryDecode(MpegFrameDecoder decoder, MpegFrame frame, float[] samples, int count)
    {
        try
        {
            return decoder.DecodeFrame(frame, samples, 0) == count;
        }
        catch (Exception e) when (e is IndexOutOfRangeException or ArgumentException or InvalidOperationException or OverflowException or NullReferenceException or InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>Cuts what the encoder put behind the sound, where as many frames came as it announced.</summary>
    private static void Settle(ClipBuilder clip, EncoderTag tag, MpegHeader header, long count)
    {
        if (tag.Frames is { } announced && announced != count)
        {
            clip.IsIncomplete |= count < announced;
            if (count > announced)
            {
                clip.Warn(Invariant($"the header announces {announced} frames and {count} are there, which were taken"));
            }

            return;
        }

        if (tag.Delay is { } delay)
        {
            clip.Cut((count * header.Samples) - delay - Math.Max(tag.Padding, EncoderTag.DecoderDelay));
        }
    }
}
