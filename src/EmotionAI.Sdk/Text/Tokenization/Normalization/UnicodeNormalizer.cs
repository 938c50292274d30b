namespace EmotionAI.Text.Tokenization.Normalization;

/// <summary>Is <c>NFD</c>, <c>NFC</c>, <c>NFKD</c> or <c>NFKC</c>, with the alignments of <c>unicode-normalization-alignments</c>.</summary>
/// <remarks>Immutable. Text of characters that no form changes is left as it is, which takes one look at each.</remarks>
internal sealed class UnicodeNormalizer : INormalizer
{
    /// <summary>No code point becomes more than this many.</summary>
    public const int LongestExpansion = 18;

    private const int PlaneLength = 0x10000;

    private static readonly Lazy<UnicodeNormalizer>[] Instances = [.. Enum.GetValues<UnicodeForm>().Select(form => new Lazy<UnicodeNormalizer>(() => new UnicodeNormalizer(form)))];

    private readonly CharacterTable _table = CharacterTable.Instance;
    private readonly HashSet<int> _active = [];
    private readonly byte[] _activePlane = new byte[PlaneLength / 8];
    private readonly char _firstActive;

    private UnicodeNormalizer(UnicodeForm form)
    {
        (Composes, IsCompatible) = (form is UnicodeForm.Nfc or UnicodeForm.Nfkc, form is UnicodeForm.Nfkd or UnicodeForm.Nfkc);
        Growth = IsCompatible ? LongestExpansion : 4;
        var composites = new HashSet<int>();
        for (var i = 0; i < _table.Composites.Length && Composes; i += 3)
        {
            Activate(_table.Composites[i + 1]);
            composites.Add(_table.Composites[i + 2]);
        }

        Activate(_table.Canonical, composites);
        if (IsCompatible)
        {
            Activate(_table.Compatible, []);
        }

        for (var i = 0; i < _table.Combining.Length; i += 2)
        {
            Activate(_table.Combining[i]);
        }

        _firstActive = FirstActive();
    }

    public int Growth { get; }

    /// <summary>Gets whether what was taken apart is put together again.</summary>
    public bool Composes { get; }

    /// <summary>Gets whether what only looks different becomes equal.</summary>
    public bool IsCompatible { get; }

    public static UnicodeNormalizer For(UnicodeForm form) => Instances[(int)form].Value;

    /// <summary>Applies NFD.</summary>
    public static void Decompose(NormalizedText text) => For(UnicodeForm.Nfd).Normalize(text);

    public void Normalize(NormalizedText text)
    {
        var next = NextActive(text.Units, 0);
        if (next == text.Length)
        {
            return;
        }

        text.BeginEdit();
        using (var edit = new UnicodeEdit(this, _table, text))
        {
            edit.Run(next);
        }

        text.EndEdit();
    }

    /// <summary>Tells whether a text stays as it is, whatever is around it. Some texts that do are not found out.</summary>
    public bool Leaves(ReadOnlySpan<char> text) => NextActive(text, 0) == text.Length;

    /// <summary>Finds the next code point that may change, or may change what is before it.</summary>
    public int NextActive(ReadOnlySpan<char> text, int from)
    {
        while (from < text.Length)
        {
            var step = text[from..].IndexOfAnyInRange(_firstActive, char.MaxValue);
            if (step < 0)
            {
                return text.Length;
            }

            from += step;
            var unit = text[from];
            var isPair = char.IsHighSurrogate(unit) && from + 1 < text.Length && char.IsLowSurrogate(text[from + 1]);
            if (IsActive(isPair ? char.ConvertToUtf32(unit, text[from + 1]) : unit))
            {
                return from;
            }

            from += isPair ? 2 : 1;
        }

        return from;
    }

    private bool IsActive(int codePoint) => codePoint < PlaneLength
        ? (_activePlane[codePoint >> 3] & (1 << (codePoint & 7))) != 0 || (Composes ? Hangul.IsSecond(codePoint) : Hangul.IsSyllable(codePoint))
        : _active.Contains(codePoint);

    private char FirstActive()
    {
        var unit = 0;
        while (!IsActive(unit))
        {
            unit++;
        }

        return (char)unit;
    }

    private void Activate(CodePointMap map, HashSet<int> composites)
    {
        for (var i = 0; i < map.Count; i++)
        {
            if (!composites.Contains(map.KeyAt(i)))
            {
                Activate(map.KeyAt(i));
            }
        }
    }

    private void Activate(int codePoint)
    {
        if (codePoint < PlaneLength)
        {
            _activePlane[codePoint >> 3] |= (byte)(1 << (codePoint & 7));
        }
        else
        {
            _active.Add(codePoint);
        }
    }
}
