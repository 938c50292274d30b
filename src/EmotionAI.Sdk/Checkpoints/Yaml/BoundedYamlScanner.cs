using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace EmotionAI.Checkpoints.Yaml;

/// <summary>Bounds nesting and aliases in the tokens on their way to the parser, whose stack deep nesting would end; YamlDotNet reads at most 1,024 characters ahead of it.</summary>
internal sealed class BoundedYamlScanner(string text, string path, EmotionLimits limits) : IScanner
{
    private readonly Scanner _scanner = new(new StringReader(text));
    private readonly YamlLayout _layout = new(text, path);
    private int _depth;
    private int _aliases;

    public Mark CurrentPosition => _scanner.CurrentPosition;

    public Token? Current => _scanner.Current;

    public bool MoveNext() => _scanner.MoveNext() && Count();

    public bool MoveNextWithoutConsuming() => _scanner.MoveNextWithoutConsuming() && Count();

    public void ConsumeCurrent() => _scanner.ConsumeCurrent();

    private bool Count()
    {
        _layout.Check(_scanner.Current!);
        switch (_scanner.Current)
        {
            case FlowSequenceStart or FlowMappingStart or BlockSequenceStart or BlockMappingStart:
                if (++_depth > limits.YamlDepth)
                {
                    throw YamlErrors.TooDeep(path, limits, _scanner.Current.Start.Line);
                }

                break;
            case FlowSequenceEnd or FlowMappingEnd or BlockEnd:
                _depth--;
                break;
            case AnchorAlias:
                if (++_aliases > limits.YamlAliases)
                {
                    throw YamlErrors.TooManyAliases(path, limits, _scanner.Current.Start.Line);
                }

                break;
        }

        return true;
    }
}
