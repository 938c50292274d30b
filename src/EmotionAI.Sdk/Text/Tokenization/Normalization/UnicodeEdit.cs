using System.Buffers;

namespace EmotionAI.Text.Tokenization.Normalization;

/// <summary>Normalizes one text: takes code points apart, sorts marks, puts them together again, each with how many code points of the text it takes the place of.</summary>
internal ref struct UnicodeEdit : IDisposable
{
    private const int FirstRoom = 32;
    private const int None = -1;
    private const int ClassShift = 32;

    private readonly UnicodeNormalizer _normalizer;
    private readonly CharacterTable _table;
    private readonly NormalizedText _text;
    private readonly ReadOnlySpan<char> _units;
    private long[] _keys = ArrayPool<long>.Shared.Rent(FirstRoom);
    private Part[] _marks = ArrayPool<Part>.Shared.Rent(FirstRoom);
    private Part[] _blocked = ArrayPool<Part>.Shared.Rent(FirstRoom);
    private int _markCount;
    private int _blockedCount;
    private Part _starter = new(None, 0);
    private int _lastClass = None;

    public UnicodeEdit(UnicodeNormalizer normalizer, CharacterTable table, NormalizedText text)
    {
        (_normalizer, _table, _text) = (normalizer, table, text);
        _units = text.Units;
    }

    /// <summary>Edits the text, of which nothing before <paramref name="next"/> changes but the code point right before it.</summary>
    public void Run(int next)
    {
        for (var position = 0; position < _units.Length;)
        {
            if (next > position && Before(next) is var before && before > position)
            {
                Finish();
                _text.CopyTo(before);
                position = before;
            }

            // Up to the active code point and through it; whether more is active is asked anew.
            while (position <= next && position < _units.Length)
            {
                Take(CodePointAt(position, out var length));
                position += length;
            }

            next = _normalizer.NextActive(_units, position);
        }

        Finish();
    }

    public readonly void Dispose()
    {
        ArrayPool<long>.Shared.Return(_keys);
        ArrayPool<Part>.Shared.Return(_marks);
        ArrayPool<Part>.Shared.Return(_blocked);
    }

    private readonly int Before(int position) => position > 1 && char.IsLowSurrogate(_units[position - 1]) ? position - 2 : position - 1;

    private readonly int CodePointAt(int position, out int length)
    {
        length = char.IsHighSurrogate(_units[position]) ? 2 : 1;
        return length == 2 ? char.ConvertToUtf32(_units[position], _units[position + 1]) : _units[position];
    }

    private void Take(int codePoint)
    {
        Span<int> parts = stackalloc int[UnicodeNormalizer.LongestExpansion];
        var count = Decompose(codePoint, parts);
        for (var i = 0; i < count; i++)
        {
            var part = new Part(parts[i], i == 0 ? 0 : 1);
            var combining = _table.CombiningClassOf(part.CodePoint);
            if (combining == 0)
            {
                SortMarks();
                Put(part, 0);
                continue;
            }

            Reserve(ref _marks, _markCount);
            Reserve(ref _keys, _markCount);
            _keys[_markCount] = ((long)combining << ClassShift) | (uint)_markCount;
            _marks[_markCount++] = part;
        }
    }

    private readonly int Decompose(int codePoint, Span<int> parts)
    {
        if (Hangul.IsSyllable(codePoint))
        {
            return Hangul.Decompose(codePoint, parts);
        }

        var found = _normalizer.IsCompatible ? _table.Compatible.Find(codePoint) : [];
        found = found.IsEmpty ? _table.Canonical.Find(codePoint) : found;
        parts[0] = codePoint;
        found.CopyTo(parts);
        return Math.Max(found.Length, 1);
    }

    /// <summary>Puts the marks that wait in the order of their classes, equal ones as they came.</summary>
    private void SortMarks()
    {
        if (_markCount > 1)
        {
            _keys.AsSpan(0, _markCount).Sort(_marks.AsSpan(0, _markCount));
        }

        for (var i = 0; i < _markCount; i++)
        {
            Put(_marks[i], (int)(_keys[i] >> ClassShift));
        }

        _markCount = 0;
    }

    /// <summary>Takes the next part in order; composes it with the starter before it, where both are and nothing blocks it.</summary>
    private void Put(Part part, int combining)
    {
        if (!_normalizer.Composes || (_starter.CodePoint == None && combining != 0))
        {
            Write(part);
            return;
        }

        if (_starter.CodePoint != None && _lastClass < combining && Compose(_starter.CodePoint, part.CodePoint) is >= 0 and var composite)
        {
            _starter = new Part(composite, _starter.Change + part.Change - 1);
        }
        else if (combining == 0)
        {
            WriteStarter();
            _starter = part;
        }
        else
        {
            Reserve(ref _blocked, _blockedCount);
            _blocked[_blockedCount++] = part;
            _lastClass = combining;
        }
    }

    private readonly int Compose(int first, int second) => Hangul.Compose(first, second) is >= 0 and var syllable ? syllable : _table.Compose(first, second);

    private void Finish()
    {
        SortMarks();
        WriteStarter();
    }

    private void WriteStarter()
    {
        if (_starter.CodePoint != None)
        {
            Write(_starter);
        }

        for (var i = 0; i < _blockedCount; i++)
        {
            Write(_blocked[i]);
        }

        (_starter, _lastClass, _blockedCount) = (new Part(None, 0), None, 0);
    }

    private readonly void Write(Part part)
    {
        if (part.Change > 0)
        {
            _text.Insert(part.CodePoint);
            return;
        }

        _text.Replace(part.CodePoint);
        for (var i = part.Change; i < 0; i++)
        {
            _text.Skip();
        }
    }

    private static void Reserve<T>(ref T[] array, int count)
    {
        if (count == array.Length)
        {
            var larger = ArrayPool<T>.Shared.Rent(count * 2);
            array.CopyTo(larger, 0);
            ArrayPool<T>.Shared.Return(array);
            array = larger;
        }
    }

    /// <summary>Is a code point with its change: 0 where it replaces one of the text, 1 where it is new, less where more of the text vanish after it.</summary>
    private readonly record struct Part(int CodePoint, int Change);
}
