using EmotionAI.Audio.Decoding;
using EmotionAI.Audio.Opus;
using EmotionAI.Audio.Reading;
using EmotionAI.Audio.Vorbis;

namespace EmotionAI.Audio.Matroska;

/// <summary>Decodes Opus and Vorbis in WebM and Matroska files, as browsers and ffmpeg write them.</summary>
internal sealed class MatroskaCodec : ICodec
{
    private const int MostPackets = 256;
    private const int VorbisHeaders = 3;
    private const long Second = 1_000_000_000;

    public string Name => "WebM or Matroska (Opus or Vorbis)";

    /// <summary>Takes a file whose tracks are further behind too, and leaves one whose sound is of another kind to other decoders.</summary>
    public bool Recognises(ReadOnlySpan<byte> start) => start.StartsWith(new byte[] { 0x1A, 0x45, 0xDF, 0xA3 })
        && (start.IndexOf("A_OPUS"u8) >= 0 || start.IndexOf("A_VORBIS"u8) >= 0 || start.IndexOf("A_"u8) < 0);

    public void Decode(ByteSource source, ClipBuilder clip)
    {
        IPacketDecoder? decoder = null;
        try
        {
            Decode(source, clip, ref decoder);
        }
        finally
        {
            decoder?.Dispose();
        }
    }

    private static void Decode(ByteSource source, ClipBuilder clip, ref IPacketDecoder? decoder)
    {
        var walk = new MatroskaWalk(source);
        Span<int> lengths = stackalloc int[MostPackets];
        while (!clip.IsFull && walk.TryRead(out var block, out var padding))
        {
            if (block.IsEmpty)
            {
                clip.Cut(clip.Frames - FramesOf(Math.Max(0, padding), clip));
                continue;
            }

            decoder ??= Begin(walk.Track!, clip, source.Origin, walk);
            var count = MatroskaLacing.Read(block[0], block[1..], lengths, out var packets);
            if (count == 0)
            {
                clip.Damage(walk.Offset);
            }

            foreach (var length in lengths[..count])
            {
                // A packet of Vorbis is held until the next one comes.
                decoder.Decode(packets[..length].ToArray(), clip, walk.Offset);
                packets = packets[length..];
            }

            clip.Settle();
        }

        clip.IsIncomplete = walk.IsCut && !clip.IsFull;
    }

    private static IPacketDecoder Begin(MatroskaTrack track, ClipBuilder clip, AudioOrigin origin, MatroskaWalk walk)
    {
        if (track.Codec == "A_OPUS")
        {
            var head = OpusHead.Read(track.Private, origin, walk.Offset);
            clip.Begin(head.OutputRate, head.Channels);
            clip.Skip(track.Delay is > 0 and var delay ? FramesOf((long)Math.Min(delay, Second * 10), clip) : head.Scale(head.PreSkip));
            return new OpusStream(head);
        }

        var headers = new int[MostPackets];
        if (track.Private.Length < 2 || track.Private[0] != VorbisHeaders - 1 || MatroskaLacing.Read(0x02, track.Private, headers, out var rest) != VorbisHeaders)
        {
            throw origin.Invalid(Invariant($"has {track.Private.Length} bytes of Vorbis headers that are not three"), walk.Offset);
        }

        var (first, last) = (rest[..headers[0]].ToArray(), rest[(headers[0] + headers[1])..].ToArray());
        var setup = VorbisSetup.Read(first, last, origin, walk.Offset, clip.Limits);
        clip.Begin(setup.SampleRate, setup.Channels);
        return new VorbisStream(setup, first, last);
    }

    private static long FramesOf(long nanoseconds, ClipBuilder clip) => (long)(((Int128)nanoseconds * clip.SampleRate + (Second / 2)) / Second);
}
