namespace EmotionAI.Audio.Ogg;

/// <summary>Puts the packets of one stream together again, page by page.</summary>
internal sealed class OggStream
{
    /// <summary>More than any packet of sound has; what is longer is a picture among the comments, of which the beginning is kept.</summary>
    private const int MostPacketBytes = 1 << 20;

    private readonly OggPages _pages;
    private readonly List<ReadOnlyMemory<byte>> _packets = [];
    private readonly uint _serial;
    private byte[] _rest = new byte[4_096];
    private int _restLength;
    private bool _isBroken;
    private uint _sequence;

    /// <param name="pages">The file, behind the first page of the stream.</param>
    /// <param name="first">That page.</param>
    public OggStream(OggPages pages, OggPage first)
    {
        _pages = pages;
        _serial = first.Serial;
        Offset = pages.Offset;
        Take(first);
    }

    /// <summary>Gets the packets that end on the last page read.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Packets => _packets;

    /// <summary>Gets the position at the end of those packets; -1 where there are none.</summary>
    public long Granule { get; private set; }

    /// <summary>Gets whether nothing is behind.</summary>
    public bool IsLast { get; private set; }

    /// <summary>Gets whether a page is missing before the last one read.</summary>
    public bool HasGap { get; private set; }

    /// <summary>Gets where the last page read begins.</summary>
    public long Offset { get; private set; }

    /// <summary>Goes to the next page of the stream.</summary>
    /// <returns>Whether there is one.</returns>
    public bool MoveNext()
    {
        while (!IsLast && _pages.TryRead(out var page))
        {
            if (page.Serial == _serial && !page.IsFirst)
            {
                HasGap = page.Sequence != _sequence + 1;
                Offset = _pages.Offset;
                Take(page);
                return true;
            }
        }

        return false;
    }

    private void Take(OggPage page)
    {
        _packets.Clear();
        (_sequence, IsLast, Granule) = (page.Sequence, page.IsLast, page.Granule);
        if (!page.IsContinued || HasGap)
        {
            _restLength = 0;
            _isBroken = page.IsContinued;
        }

        var body = page.Body;
        foreach (var piece in page.Lacing)
        {
            Append(body[..piece]);
            body = body[piece..];
            if (piece == 255)
            {
                continue;
            }

            if (!_isBroken)
            {
                _packets.Add(_rest.AsSpan(0, _restLength).ToArray());
            }

            (_restLength, _isBroken) = (0, false);
        }
    }

    private void Append(ReadOnlySpan<byte> piece)
    {
        piece = piece[..Math.Min(piece.Length, MostPacketBytes - _restLength)];
        if (_rest.Length - _restLength < piece.Length)
        {
            Array.Resize(ref _rest, 2 * _rest.Length);
        }

        piece.CopyTo(_rest.AsSpan(_restLength));
        _restLength += piece.Length;
    }
}
