using System.Text;
using EmotionAI.Audio.Reading;
using static EmotionAI.Audio.Matroska.MatroskaElement;

namespace EmotionAI.Audio.Matroska;

/// <summary>Walks through a Matroska or WebM file, and gives the blocks of its first track of sound that can be decoded.</summary>
/// <remarks>What holds other elements is entered and never left: segments and clusters of unknown size, as browsers write them, need no other care.</remarks>
internal sealed class MatroskaWalk(ByteSource source)
{
    private const int MostPrivateBytes = 4 << 20;
    private const int MostBlockBytes = 4 << 20;
    private const int MostTracks = 256;
    private const int NumberBytes = 8;

    private readonly EbmlReader _elements = new(source);
    private readonly List<MatroskaTrack> _tracks = [];
    private long _end;

    /// <summary>Gets the track; null before the first block, and where there is none.</summary>
    public MatroskaTrack? Track { get; private set; }

    /// <summary>Gets whether the file ends within an element.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Gets where the last block read begins.</summary>
    public long Offset => _elements.Offset;

    /// <summary>Goes to the next block of the track, or to the padding that belongs to the last one.</summary>
    /// <param name="block">Its flags and packets; empty for padding.</param>
    /// <param name="padding">How much of the last block is no sound, in ns.</param>
    public bool TryRead(out ReadOnlySpan<byte> block, out long padding)
    {
        block = default;
        padding = 0;
        while (_elements.TryRead(out var id, out var size))
        {
            if (id is SimpleBlock or Block)
            {
                if (!_elements.TryReadBytes(id, size, MostBlockBytes, out var data))
                {
                    return End(isCut: true);
                }

                if (Belongs(data, out block))
                {
                    return true;
                }
            }
            else if (id == DiscardPadding && Track is not null)
            {
                if (!_elements.TryReadBytes(id, size, NumberBytes, out var data))
                {
                    return End(isCut: true);
                }

                padding = EbmlReader.ReadSigned(data);
                return true;
            }
            else if (!Pass(id, size))
            {
                return End(isCut: true);
            }
        }

        return End(source.Peek(1).Length > 0 || source.Position < _end);
    }

    private bool End(bool isCut)
    {
        IsCut = isCut;
        return false;
    }

    /// <summary>Chooses the track once the first cluster begins.</summary>
    /// <exception cref="EmotionAIException">No track can be decoded.</exception>
    private void Choose()
    {
        Track ??= _tracks.Find(track => track.IsSound && !track.IsEncoded && track.Codec is "A_OPUS" or "A_VORBIS");
        if (Track is not null)
        {
            return;
        }

        var found = _tracks.Where(track => track.IsSound).Select(track => track.IsEncoded ? $"{track.Codec} (compressed or encrypted as a whole)" : track.Codec).ToList();
        throw found.Count == 0
            ? source.Origin.Invalid(Invariant($"has no track of sound among its {_tracks.Count} tracks"), source.Position)
            : source.Origin.Unsupported($"has sound as {string.Join(", ", found)}; A_OPUS and A_VORBIS are supported in Matroska and WebM. The package EmotionAI.Sdk.Ffmpeg reads the others with an installed ffmpeg.", source.Position);
    }

    /// <summary>Enters an element, reads what it says, or passes over it.</summary>
    /// <returns>Whether it is there wholly.</returns>
    private bool Pass(uint id, long? size)
    {
        switch (id)
        {
            case Segment:
                _end = Math.Max(_end, source.Position + (size ?? 0));
                return true;
            case Cluster:
                Choose();
                return true;
            case Tracks or BlockGroup:
                return true;
            case TrackEntry:
                Add();
                return true;
            case TrackNumber or TrackType or CodecId or CodecPrivate or CodecDelay when _tracks.Count > 0:
                return Describe(_tracks[^1], id, size);
            case ContentEncodings when _tracks.Count > 0:
                _tracks[^1].IsEncoded = true;
                break;
        }

        if (size is null)
        {
            throw source.Origin.Invalid(Invariant($"is damaged: element 0x{id:X} has no size; only segments and clusters may be so"), _elements.Offset);
        }

        return source.Skip(size.Value);
    }

    private void Add()
    {
        if (_tracks.Count == MostTracks)
        {
            throw source.Origin.AboveLimit(Invariant($"has more than {MostTracks} tracks."), _elements.Offset);
        }

        _tracks.Add(new MatroskaTrack());
    }

    private bool Describe(MatroskaTrack track, uint id, long? size)
    {
        if (!_elements.TryReadBytes(id, size, id == CodecPrivate ? MostPrivateBytes : 64, out var data))
        {
            return false;
        }

        switch (id)
        {
            case TrackNumber:
                track.Number = (long)Math.Min(EbmlReader.ReadUnsigned(data), long.MaxValue);
                break;
            case TrackType:
                track.Kind = EbmlReader.ReadUnsigned(data);
                break;
            case CodecId:
                track.Codec = Encoding.ASCII.GetString(data.TrimEnd((byte)0));
                break;
            case CodecPrivate:
                track.Private = data.ToArray();
                break;
            default:
                track.Delay = EbmlReader.ReadUnsigned(data);
                break;
        }

        return true;
    }

    /// <summary>Reads the number of the track before a block: behind it are two bytes of time, and the flags.</summary>
    private bool Belongs(ReadOnlySpan<byte> data, out ReadOnlySpan<byte> block)
    {
        block = default;
        var width = data.IsEmpty ? int.MaxValue : EbmlReader.Width(data[0]);
        if (Track is null || width > 8 || data.Length < width + 3 || EbmlReader.ReadNumber(data, width) != Track.Number)
        {
            return false;
        }

        block = data[(width + 2)..];
        return true;
    }
}
