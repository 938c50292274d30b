using System.Text;
using EmotionAI.Text.Tokenization;
using EmotionAI.Text.Tokenization.Normalization;
using EmotionAI.Text.Tokenization.WordPiece;

namespace EmotionAI.Tests.Text.Tokenization;

/// <summary>Tokenizes as simply as can be said: normalize each code point, put marks in order, split, take the longest piece. Slow, without a fast path.</summary>
/// <remarks>Knows added tokens only as plain text that is cut out before normalization.</remarks>
internal sealed class ReferenceTokenizer
{
    private readonly BertCharacters _normalizer;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _first;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _next;
    private readonly int _longestPiece;
    private readonly int _longestWord;
    private readonly string[] _added;
    private readonly int _unknown;
    private readonly TokenizerDefinition _definition;

    public ReferenceTokenizer(TokenizerDefinition definition)
    {
        var model = (WordPieceDescription)definition.Model;
        var tokens = Enumerable.Range(0, definition.Vocabulary.Count).ToDictionary(entry => definition.Vocabulary.TokenAt(entry).ToString(), definition.Vocabulary.IdAt);
        _definition = definition;
        _normalizer = BertCharacters.For(BertNormalizerOptions.Of(definition.Normalizer)!.Value);
        _first = tokens.GetAlternateLookup<ReadOnlySpan<char>>();
        _next = tokens.Where(token => token.Key.StartsWith(model.ContinuingSubwordPrefix, StringComparison.Ordinal))
            .ToDictionary(token => token.Key[model.ContinuingSubwordPrefix.Length..], token => token.Value).GetAlternateLookup<ReadOnlySpan<char>>();
        _longestPiece = definition.Vocabulary.LongestToken;
        _longestWord = model.MaxInputCharsPerWord;
        _added = [.. definition.AddedTokens.Keys.OrderByDescending(token => token.Length)];
        _unknown = definition.IdOf(model.UnknownToken)!.Value;
    }

    public List<int> Encode(string text)
    {
        var ids = new List<int>();
        var (start, position) = (0, 0);
        while (position < text.Length)
        {
            var token = Array.Find(_added, token => string.CompareOrdinal(text, position, token, 0, token.Length) == 0);
            if (token is null)
            {
                position++;
                continue;
            }

            AddPart(text[start..position], ids);
            ids.Add(_definition.AddedTokens[token].Id);
            start = position += token.Length;
        }

        AddPart(text[start..], ids);
        return ids;
    }

    private void AddPart(string text, List<int> ids)
    {
        var word = new List<int>();
        var expansion = new int[BertCharacters.LongestExpansion];
        foreach (var rune in text.EnumerateRunes())
        {
            var setApart = _normalizer.IsSetApart(rune.Value);
            var count = _normalizer.Expand(rune.Value, expansion);
            foreach (var codePoint in expansion[..count])
            {
                var kind = _normalizer.ClassOf(codePoint);
                var isAlone = setApart || kind == CharacterClass.Punctuation;
                if (isAlone || kind == CharacterClass.Space)
                {
                    AddWord(word, ids);
                }

                if (kind != CharacterClass.Space)
                {
                    word.Add(codePoint);
                }

                if (isAlone)
                {
                    AddWord(word, ids);
                }
            }
        }

        AddWord(word, ids);
    }

    private void AddWord(List<int> word, List<int> ids)
    {
        if (word.Count > 0)
        {
            ids.AddRange(word.Count > _longestWord ? [_unknown] : Split(string.Concat(InOrder(word).Select(codePoint => new Rune(codePoint).ToString()))) ?? [_unknown]);
            word.Clear();
        }
    }

    /// <summary>Sorts each run of marks by combining class, equal ones as they came.</summary>
    private IEnumerable<int> InOrder(List<int> word)
    {
        var marks = new List<int>();
        foreach (var codePoint in word.Append(0))
        {
            if (_normalizer.CombiningClassOf(codePoint) != 0)
            {
                marks.Add(codePoint);
                continue;
            }

            foreach (var mark in marks.OrderBy(_normalizer.CombiningClassOf))
            {
                yield return mark;
            }

            marks.Clear();
            if (codePoint != 0)
            {
                yield return codePoint;
            }
        }
    }

    private List<int>? Split(string word)
    {
        var ids = new List<int>();
        for (var start = 0; start < word.Length;)
        {
            var pieces = start == 0 ? _first : _next;
            var end = Math.Min(word.Length, start + _longestPiece);
            int id;
            while (!pieces.TryGetValue(word.AsSpan(start, end - start), out id))
            {
                if (--end == start)
                {
                    return null;
                }
            }

            ids.Add(id);
            start = end;
        }

        return ids;
    }
}
