using System.Text;

namespace EmotionAI.Text.Tokenization.SentencePiece;

/// <summary>Edits a text as the reference's <c>Precompiled</c> does, its oddities with deletions included; begins when something is to be changed.</summary>
/// <remarks>
/// What is deleted belongs to the character written before it. Where that one was inserted, it takes the place of what is deleted; where there is none,
/// at the beginning, the deletion is forgotten: every later character stands for one further to the left.
/// </remarks>
/// <param name="text">The text.</param>
internal ref struct ClusterEdit(NormalizedText text)
{
    private const int Nothing = -1;

    private readonly NormalizedText _text = text;
    private int _read;
    private int _inserted = Nothing;
    private bool _isEditing;
    private bool _lags;

    /// <summary>Keeps what was not read yet, up to a position.</summary>
    public void KeepTo(int end)
    {
        if (_isEditing && end > _read)
        {
            Write();
            if (!_lags)
            {
                _text.CopyTo(end);
            }
            else
            {
                foreach (var rune in _text.Units[_read..end].EnumerateRunes())
                {
                    _text.Replace(rune.Value);
                }
            }
        }

        _read = end;
    }

    /// <summary>Puts a text in the place of code points.</summary>
    /// <param name="start">Where they begin; what is before them is kept.</param>
    /// <param name="count">The number of code points.</param>
    /// <param name="replacement">The text, in UTF-8.</param>
    public void Replace(int start, int count, ReadOnlySpan<byte> replacement)
    {
        if (!_isEditing)
        {
            _text.BeginEdit();
            _text.CopyTo(start);
            _isEditing = true;
        }

        for (; replacement.Length > 0; count--)
        {
            Rune.DecodeFromUtf8(replacement, out var rune, out var length);
            replacement = replacement[length..];
            Write();
            if (count > 0)
            {
                Advance(1);
                _text.Replace(rune.Value);
            }
            else
            {
                _inserted = rune.Value;
            }
        }

        if (count > 0)
        {
            Advance(count);
            Delete(count);
        }
    }

    /// <summary>Ends the edit; what was not read is kept.</summary>
    public void End()
    {
        if (_isEditing)
        {
            KeepTo(_text.Length);
            Write();
            _text.SkipTo(_text.Length);
            _text.EndEdit();
        }
    }

    private void Delete(int count)
    {
        if (_inserted != Nothing)
        {
            _text.Replace(_inserted);
            _inserted = Nothing;
            count--;
        }

        if (_text.Written == 0)
        {
            _lags = true;
            return;
        }

        for (; count > 0; count--)
        {
            _text.Skip();
        }
    }

    /// <summary>Writes the character that was inserted last.</summary>
    private void Write()
    {
        if (_inserted != Nothing)
        {
            _text.Insert(_inserted);
            _inserted = Nothing;
        }
    }

    private void Advance(int codePoints)
    {
        for (; codePoints > 0; codePoints--)
        {
            _read += char.IsHighSurrogate(_text.Units[_read]) ? 2 : 1;
        }
    }
}
