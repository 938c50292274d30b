using EmotionAI.Audio.Reading;

namespace EmotionAI.Audio.Ogg;

/// <summary>Decodes Ogg files: finds the first stream of sound, whatever else is beside it, and takes what is chained behind it where that is of the same shape.</summary>
internal sealed class OggCodec : ICodec
{
    public string Name => "Ogg (Vorbis, Opus or FLAC)";

    public bool Recognises(ReadOnlySpan<byte> start)
    {
        while (start.Length > OggPage.HeaderBytes && start.StartsWith(OggPage.Mark) && start.Length >= OggPage.HeaderBytes + start[OggPage.HeaderBytes - 1])
        {
            var page = new OggPage(start);
            if (!page.IsFirst)
            {
                return false;
            }

            if (KindOf(page) is not null)
            {
                return true;
            }

            start = start.Length > page.Length ? start[page.Length..] : [];
        }

        return false;
    }

    public void Decode(ByteSource source, ClipBuilder clip)
    {
        var pages = new OggPages(source);
        OggKind? kind = null;
        while (!clip.IsFull && Find(pages, kind, out var found) is { } stream)
        {
            kind = found;
            var isTaken = found switch
            {
                OggKind.Opus => OggOpus.Decode(stream, clip, source.Origin),
                OggKind.Vorbis => OggVorbis.Decode(stream, clip, source.Origin),
                _ => OggFlac.Decode(stream, clip, source.Cancellation),
            };
            if (!isTaken)
            {
                clip.Warn("another recording of other rate or channels follows, which is left out");
                return;
            }

            clip.IsIncomplete |= !stream.IsLast && !clip.IsFull;
        }

        clip.IsIncomplete |= pages.IsCut && !clip.IsFull;
    }

    private static OggStream? Find(OggPages pages, OggKind? wanted, out OggKind found)
    {
        found = default;
        while (pages.TryRead(out var page))
        {
            if (page.IsFirst && KindOf(page) is { } kind && (wanted ?? kind) == kind)
            {
                found = kind;
                return new OggStream(pages, page);
            }
        }

        return null;
    }

    private static OggKind? KindOf(OggPage page) => page.Body switch
    {
        var body when body.StartsWith("OpusHead"u8) => OggKind.Opus,
        var body when body.StartsWith("\u0001vorbis"u8) => OggKind.Vorbis,
        var body when body.StartsWith("\u007FFLAC"u8) => OggKind.Flac,
        _ => null,
    };
}
