namespace EmotionAI.Checkpoints.Yaml;

/// <summary>
/// Bounds nesting and aliases of a YAML text before the parser sees it: deep brackets end YamlDotNet with an uncatchable stack overflow.
/// Reads the text token by token as the YAML 1.2 productions do (quotes, comments, block scalars, indentation), so that brackets in strings do not count.
/// Refuses on the way what the parser would let pass: tabs as indentation, and a malformed version directive.
/// </summary>
internal ref struct YamlPreScan
{
    private readonly ReadOnlySpan<char> _text;
    private readonly string _path;
    private readonly EmotionLimits _limits;
    private readonly Span<int> _indents;
    private int _indentCount;
    private int _flow;
    private int _aliases;
    private int _position;
    private int _lineStart;
    private int _line;
    private int _key;

    private YamlPreScan(ReadOnlySpan<char> text, string path, EmotionLimits limits, Span<int> indents)
    {
        _text = text;
        _path = path;
        _limits = limits;
        _indents = indents;
        _line = 1;
        _key = -1;
    }

    private readonly int Column => _position - _lineStart;

    private readonly int Indent => _indentCount == 0 ? -1 : _indents[_indentCount - 1];

    private readonly char Current => Peek(0);

    /// <summary>Reads the whole text.</summary>
    /// <returns>The deepest nesting seen.</returns>
    /// <exception cref="EmotionAIException">The text nests deeper, or has more aliases, than the limits allow.</exception>
    public static int Check(ReadOnlySpan<char> text, string path, EmotionLimits limits)
    {
        var scan = new YamlPreScan(text, path, limits, new int[limits.YamlDepth]);
        var deepest = 0;
        while (scan.SkipToToken())
        {
            scan.ScanToken();
            deepest = Math.Max(deepest, scan._indentCount + scan._flow);
        }

        return deepest;
    }

    private static bool IsBreak(char c) => c is '\n' or '\r' or '\u0085' or '\u2028' or '\u2029';

    private static bool IsBlank(char c) => c is ' ' or '\t' or '\0' || IsBreak(c);

    private readonly char Peek(int ahead) => _position + ahead < _text.Length ? _text[_position + ahead] : '\0';

    private void BreakLine()
    {
        _position += Current == '\r' && Peek(1) == '\n' ? 2 : 1;
        _lineStart = _position;
        _line++;
        RefuseTabAsIndentation();
    }

    // A line of content inside a collection must be indented by spaces beyond that collection before its first tab.
    private readonly void RefuseTabAsIndentation()
    {
        var line = _text[_position..];
        var blanks = line.IndexOfAnyExcept(' ', '\t');
        var tab = blanks > 0 ? line[..blanks].IndexOf('\t') : -1;
        if (tab >= 0 && tab <= Indent && line[blanks] != '#' && !IsBreak(line[blanks]))
        {
            throw YamlErrors.Invalid(_path, _line, "a tab is used as indentation.");
        }
    }

    private readonly void RefuseTabBeforeIndicator()
    {
        var before = _text[_lineStart.._position];
        if (_flow == 0 && before[(before.LastIndexOfAnyExcept(' ', '\t') + 1)..].Contains('\t'))
        {
            throw YamlErrors.Invalid(_path, _line, "a tab is used as indentation.");
        }
    }

    private readonly void RefuseMalformedVersion()
    {
        var line = _text[_position..];
        if (line.StartsWith("%YAML ") && line.IndexOfAny("#\n\r") is var end && end > 0 && line[end] == '#' && line[end - 1] is not (' ' or '\t'))
        {
            throw YamlErrors.Invalid(_path, _line, "the %YAML directive is malformed.");
        }
    }

    // Skips blanks, comments and line breaks; false at the end of the text.
    private bool SkipToToken()
    {
        while (_position < _text.Length)
        {
            var c = Current;
            if (IsBreak(c))
            {
                BreakLine();
                _key = _flow == 0 ? -1 : _key;
            }
            else if (c == '#')
            {
                SkipLine();
            }
            else if (c is ' ' or '\t')
            {
                _position++;
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    private void SkipLine()
    {
        while (_position < _text.Length && !IsBreak(Current))
        {
            _position++;
        }
    }

    private void ScanToken()
    {
        Unroll(Column);
        var c = Current;
        if (Column == 0 && (c == '%' || IsDocumentMarker()))
        {
            Unroll(-1);
            RefuseMalformedVersion();
            _position += c == '%' ? 1 : 3;
            if (c == '%')
            {
                SkipLine();
            }

            return;
        }

        if (!ScanStructure(c))
        {
            ScanNode(c);
        }
    }

    private bool ScanStructure(char c)
    {
        switch (c)
        {
            case '[' or '{':
                SaveKey();
                _flow++;
                CheckDepth();
                break;
            case ']' or '}':
                _flow = Math.Max(_flow - 1, 0);
                break;
            case ',' when _flow > 0:
                break;
            case '-' or '?' when IsBlank(Peek(1)):
                RefuseTabBeforeIndicator();
                Roll(Column);
                _key = -1;
                break;
            case ':' when _flow > 0 || IsBlank(Peek(1)):
                Roll(_key >= 0 ? _key : Column);
                _key = -1;
                break;
            default:
                return false;
        }

        _position++;
        return true;
    }

    private void ScanNode(char c)
    {
        if (c is '|' or '>' && _flow == 0)
        {
            ScanBlockScalar();
            return;
        }

        SaveKey();
        switch (c)
        {
            case '&' or '*' or '!':
                CountAlias(c);
                ScanName();
                break;
            case '\'' or '"':
                ScanQuoted(c);
                break;
            default:
                ScanPlain();
                break;
        }
    }

    private readonly bool IsDocumentMarker() =>
        Current is '-' or '.' && Peek(1) == Current && Peek(2) == Current && IsBlank(Peek(3));

    private void SaveKey() => _key = _flow == 0 && _key < 0 ? Column : _key;

    private void Unroll(int column)
    {
        while (_flow == 0 && Indent > column)
        {
            _indentCount--;
        }
    }

    private void Roll(int column)
    {
        if (_flow > 0 || column <= Indent)
        {
            return;
        }

        _indentCount++;
        CheckDepth();
        _indents[_indentCount - 1] = column;
    }

    private readonly void CheckDepth()
    {
        if (_indentCount + _flow > _limits.YamlDepth)
        {
            throw YamlErrors.TooDeep(_path, _limits, _line);
        }
    }

    private void CountAlias(char indicator)
    {
        if (indicator == '*' && ++_aliases > _limits.YamlAliases)
        {
            throw YamlErrors.TooManyAliases(_path, _limits, _line);
        }
    }

    // An anchor, an alias or a tag: up to a blank, or to a flow indicator that may not be part of it.
    private void ScanName()
    {
        var tag = Current == '!';
        _position++;
        while (_position < _text.Length && !IsBlank(Current) && (tag ? Current is not ('{' or '}') : Current is not ('[' or ']' or '{' or '}' or ',')))
        {
            if (tag && _flow > 0 && Current is ',' && IsBlank(Peek(1)))
            {
                return;
            }

            _position++;
        }
    }

    private void ScanQuoted(char quote)
    {
        for (_position++; _position < _text.Length; _position++)
        {
            while (IsBreak(Current))
            {
                BreakLine();
            }

            if (quote == '"' && Current == '\\')
            {
                _position += IsBreak(Peek(1)) ? 0 : 1;
            }
            else if (Current == quote)
            {
                _position++;
                if (quote == '"' || Current != quote)
                {
                    return;
                }
            }
        }
    }

    // Block style: to ": ", " #" or a line that is not indented further; flow style: to a flow indicator as well.
    private void ScanPlain()
    {
        do
        {
            for (var first = true; _position < _text.Length && !IsBreak(Current); first = false, _position++)
            {
                var c = Current;
                if (!first && c == '#' && _text[_position - 1] is ' ' or '\t')
                {
                    SkipLine();
                    return;
                }

                if ((c == ':' && (IsBlank(Peek(1)) || (_flow > 0 && Peek(1) is ',' or '[' or ']' or '{' or '}'))) || (_flow > 0 && c is ',' or '[' or ']' or '{' or '}'))
                {
                    return;
                }
            }
        }
        while (ContinuesPlain());
    }

    private bool ContinuesPlain()
    {
        while (_position < _text.Length && (IsBreak(Current) || Current is ' ' or '\t'))
        {
            if (IsBreak(Current))
            {
                BreakLine();
                _key = _flow == 0 ? -1 : _key;
            }
            else
            {
                _position++;
            }
        }

        return _position < _text.Length && Current != '#' && (_flow > 0 || Column > Indent) && !(Column == 0 && IsDocumentMarker());
    }

    private void ScanBlockScalar()
    {
        var increment = 0;
        for (_position++; Current is '+' or '-' || char.IsAsciiDigit(Current); _position++)
        {
            increment = char.IsAsciiDigit(Current) ? Current - '0' : increment;
        }

        SkipLine();
        var indent = increment > 0 ? Math.Max(Indent, 0) + increment : 0;
        var known = increment > 0;
        while (_position < _text.Length)
        {
            BreakLine();
            while (Current == ' ' && !(known && Column >= indent))
            {
                _position++;
            }

            if (_position >= _text.Length || IsBreak(Current))
            {
                continue;
            }

            if (!known)
            {
                indent = Math.Max(Column, Indent + 1);
                known = true;
            }

            if (Column < indent || (Column == 0 && IsDocumentMarker()))
            {
                break;
            }

            SkipLine();
        }

        _key = -1;
    }
}
