using EmotionAI.Audio.Reading;

namespace EmotionAI.Audio.Ogg;

/// <summary>Walks from page to page of an Ogg file, over bytes that are none and pages whose checksum is wrong.</summary>
internal sealed class OggPages(ByteSource source)
{
    /// <summary>Gets whether the file ends within a page.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Gets where the last page read begins.</summary>
    public long Offset { get; private set; }

    /// <summary>Gets the next intact page. Its bytes stay until the next call.</summary>
    public bool TryRead(out OggPage page)
    {
        while (true)
        {
            var header = source.Peek(OggPage.HeaderBytes);
            if (header.Length < OggPage.HeaderBytes)
            {
                IsCut |= header.Length > 0;
                page = default;
                return false;
            }

            if (header.StartsWith(OggPage.Mark) && header[4] == 0 && TryPeek(header[OggPage.HeaderBytes - 1], out page))
            {
                Offset = source.Position;
                source.Advance(page.Length);
                return true;
            }

            source.Advance(1);
            var block = source.PeekBlock();
            source.Advance(block.IndexOf(OggPage.Mark[0]) is >= 0 and var near ? near : block.Length);
        }
    }

    private bool TryPeek(int pieces, out OggPage page)
    {
        var table = source.Peek(OggPage.HeaderBytes + pieces);
        if (table.Length == OggPage.HeaderBytes + pieces)
        {
            var length = new OggPage(table).Length;
            var bytes = source.Peek(length);
            page = new OggPage(bytes);
            if (bytes.Length == length)
            {
                return page.IsIntact;
            }
        }

        page = default;
        IsCut = true;
        return false;
    }
}
