using System.Text;
using EmotionAI.SpeechBrain.Yaml;

namespace EmotionAI.SpeechBrain;

/// <summary>Follows <c>!ref</c> and <c>!copy</c> within one file: a whole <c>&lt;key[sub]&gt;</c> keeps the type of what it names; inside a longer text the values are written in, and what is arithmetic then is evaluated.</summary>
internal sealed class HyperReferences(HyperParameters scope, YamlNode root)
{
    private const int ChainLimit = 64;
    private const int TextLimit = 4096;

    private readonly List<string> _chain = [];

    /// <summary>Resolves the expression of a tagged node.</summary>
    /// <exception cref="EmotionAIException">A key is unknown, the references turn in a circle, or the arithmetic fails.</exception>
    public HyperValue Resolve(YamlNode node, string name) =>
        node.Kind == YamlNodeKind.Scalar
            ? Follow(node.Text, node, name)
            : throw YamlErrors.Invalid(scope.Path, node.Line, $"{name}: {node.Tag} needs a text such as <key>.");

    private HyperValue Follow(string expression, YamlNode node, string name)
    {
        var (start, length) = Find(expression, 0);
        if (length == 0)
        {
            return scope.Str(expression, node, name);
        }

        if (length == expression.Length)
        {
            return Dereference(expression[1..^1], node);
        }

        return Interpolate(expression, start, length, node, name);
    }

    private HyperValue Interpolate(string expression, int start, int length, YamlNode node, string name)
    {
        var text = new StringBuilder();
        var from = 0;
        for (; length > 0; (start, length) = Find(expression, from))
        {
            var value = Dereference(expression.Substring(start + 1, length - 2), node).Require();
            var written = PythonText.Of(value) ?? throw YamlErrors.Unsupported(scope.Path, node.Line, $"{name}: {value.Name} is {value.Describe()} and cannot be part of a text.");
            text.Append(expression, from, start - from).Append(written);
            from = start + length;
            if (text.Length > TextLimit)
            {
                throw new EmotionAIException(EmotionErrorCodes.LimitExceeded, Invariant($"'{scope.Path}', line {node.Line}: {name} grows above {TextLimit} characters."), scope.Path);
            }
        }

        var result = text.Append(expression, from, expression.Length - from).ToString();
        try
        {
            if (!HyperArithmetic.TryEvaluate(result, out var number))
            {
                return scope.Str(result, node, name);
            }

            return number.IsInteger
                ? new HyperValue(scope, node, name, HyperValueKind.Integer) { Integer = number.Integer, Number = number.Integer }
                : new HyperValue(scope, node, name, HyperValueKind.Float) { Number = number.Float };
        }
        catch (ArithmeticException e)
        {
            throw YamlErrors.Invalid(scope.Path, node.Line, $"{name}: '{result}' cannot be computed: {e.Message}", e);
        }
    }

    private HyperValue Dereference(string reference, YamlNode node)
    {
        if (_chain.Contains(reference))
        {
            var circle = _chain.Skip(_chain.IndexOf(reference)).ToArray();
            throw YamlErrors.Invalid(scope.Path, node.Line, circle.Length == 1
                ? $"circular !ref: {reference} refers to itself."
                : $"circular !ref between {string.Join(" and ", circle)}.");
        }

        if (_chain.Count >= ChainLimit)
        {
            throw new EmotionAIException(EmotionErrorCodes.LimitExceeded, Invariant($"'{scope.Path}', line {node.Line}: a chain of more than {ChainLimit} !ref."), scope.Path);
        }

        _chain.Add(reference);
        try
        {
            var value = Walk(reference, node);

            // HyperPyYAML follows a text with <key> in it when it is reached by a reference, although the text itself has no tag.
            return value.Kind == HyperValueKind.Text && Find(value.Text, 0).Length > 0 ? Follow(value.Text, value.Node, value.Name) : value;
        }
        finally
        {
            _chain.RemoveAt(_chain.Count - 1);
        }
    }

    private HyperValue Walk(string reference, YamlNode node)
    {
        if (reference.Contains('.', StringComparison.Ordinal))
        {
            return scope.Refused(node, reference, EmotionErrorCodes.CodeRefused, $"!ref <{reference}> reads an attribute of a Python object, which is never made.");
        }

        HyperValue? value = null;
        foreach (var part in reference.Split('['))
        {
            var key = part.Trim(']');
            value = value is null
                ? root.Entries.TryGetValue(key, out var first) ? scope.Resolve(first, key) : null
                : value.Require().Find(key);
            if (value is null)
            {
                throw YamlErrors.Invalid(scope.Path, node.Line, $"!ref <{reference}>: no such key.");
            }
        }

        return value!;
    }

    private static (int Start, int Length) Find(string text, int from)
    {
        var start = text.IndexOf('<', from);
        var end = start < 0 ? -1 : text.IndexOf('>', start);
        return end < 0 ? (0, 0) : (start, end - start + 1);
    }
}
