using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace EmotionAI.Checkpoints.Yaml;

/// <summary>Counts nesting and aliases in the tokens themselves on their way to the parser: the second line behind <see cref="YamlPreScan"/>, which reads the text as YAML does but apart from it.</summary>
internal sealed class BoundedYamlScanner(IScanner scanner, string path, EmotionLimits limits) : IScanner
{
    private int _depth;
    private int _aliases;

    public Mark CurrentPosition => scanner.CurrentPosition;

    public Token? Current => scanner.Current;

    public bool MoveNext() => scanner.MoveNext() && Count();

    public bool MoveNextWithoutConsuming() => scanner.MoveNextWithoutConsuming() && Count();

    public void ConsumeCurrent() => scanner.ConsumeCurrent();

    private bool Count()
    {
        switch (scanner.Current)
        {
            case FlowSequenceStart or FlowMappingStart or BlockSequenceStart or BlockMappingStart:
                if (++_depth > limits.YamlDepth)
                {
                    throw YamlErrors.TooDeep(path, limits, scanner.Current.Start.Line);
                }

                break;
            case FlowSequenceEnd or FlowMappingEnd or BlockEnd:
                _depth--;
                break;
            case AnchorAlias:
                if (++_aliases > limits.YamlAliases)
                {
                    throw YamlErrors.TooManyAliases(path, limits, scanner.Current.Start.Line);
                }

                break;
        }

        return true;
    }
}
