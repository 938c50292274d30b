using System.Buffers;
using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace EmotionAI.SpeechBrain.Yaml;

/// <summary>Reads tokens with YamlDotNet and refuses what YAML forbids between them but YamlDotNet lets pass: a tab as indentation, and a version with something stuck to it.</summary>
/// <remarks>Reads every character once more. Deep nesting costs nothing here: YamlDotNet reads at most 1,024 characters ahead of the parser, which <see cref="YamlTreeBuilder"/> stops.</remarks>
internal sealed class YamlLayoutScanner(string text, string path) : IScanner
{
    private static readonly SearchValues<char> Breaks = SearchValues.Create("\n\r\u0085\u2028\u2029");

    private readonly Scanner _scanner = new(new StringReader(text));

    /// <summary>The columns of the block collections that are open.</summary>
    private readonly Stack<int> _columns = [];
    private int _flow;
    private int _position;
    private int _lineStart;
    private int _line = 1;

    public Mark CurrentPosition => _scanner.CurrentPosition;

    public Token? Current => _scanner.Current;

    private int Indent => _columns.TryPeek(out var column) ? column : -1;

    public bool MoveNext() => _scanner.MoveNext() && Check(_scanner.Current!);

    public bool MoveNextWithoutConsuming() => _scanner.MoveNextWithoutConsuming() && Check(_scanner.Current!);

    public void ConsumeCurrent() => _scanner.ConsumeCurrent();

    /// <summary>Looks at the text up to the next token.</summary>
    private bool Check(Token token)
    {
        var start = Math.Min((int)token.Start.Index, text.Length);
        ReadLines(start);
        switch (token)
        {
            case BlockSequenceStart or BlockMappingStart:
                _columns.Push(start - _lineStart);
                break;
            case BlockEnd:
                _columns.TryPop(out _);
                break;
            case FlowSequenceStart or FlowMappingStart:
                _flow++;
                break;
            case FlowSequenceEnd or FlowMappingEnd:
                _flow--;
                break;
            case BlockEntry or Key when _flow == 0 && IsIndicator(start):
                RefuseTab(start);
                break;
            case VersionDirective:
                RefuseMalformedVersion(text.AsSpan(start));
                break;
        }

        return true;
    }

    private bool IsIndicator(int at) => text.AsSpan(at) is ['-' or '?'] or ['-' or '?', ' ' or '\t' or '\n' or '\r' or '\u0085' or '\u2028' or '\u2029', ..];

    private void ReadLines(int end)
    {
        while (_position < end && text.AsSpan(_position, end - _position).IndexOfAny(Breaks) is >= 0 and var found)
        {
            _position += found;
            _position += text.AsSpan(_position).StartsWith("\r\n") ? 2 : 1;
            _lineStart = _position;
            _line++;
            RefuseTabAsIndentation(text.AsSpan(_position));
        }

        _position = Math.Max(_position, end);
    }

    // A line of content inside a collection must be indented by spaces beyond that collection before its first tab.
    private void RefuseTabAsIndentation(ReadOnlySpan<char> line)
    {
        var blanks = line.IndexOfAnyExcept(' ', '\t');
        var tab = blanks > 0 ? line[..blanks].IndexOf('\t') : -1;
        if (tab >= 0 && tab <= Indent && line[blanks] != '#' && !Breaks.Contains(line[blanks]))
        {
            throw YamlErrors.Invalid(path, _line, "a tab is used as indentation.");
        }
    }

    private void RefuseTab(int indicator)
    {
        var before = text.AsSpan(_lineStart, indicator - _lineStart);
        if (before[(before.LastIndexOfAnyExcept(' ', '\t') + 1)..].Contains('\t'))
        {
            throw YamlErrors.Invalid(path, _line, "a tab is used as indentation.");
        }
    }

    private void RefuseMalformedVersion(ReadOnlySpan<char> line)
    {
        if (line.IndexOfAny('#', '\n', '\r') is > 0 and var end && line[end] == '#' && line[end - 1] is not (' ' or '\t'))
        {
            throw YamlErrors.Invalid(path, _line, "the %YAML directive is malformed.");
        }
    }
}
