using System.Globalization;

namespace EmotionAI.SpeechBrain;

/// <summary>Reads the arguments of a <c>!new:</c> or <c>!name:</c> against the parameters of a known class, with Python's defaults and Python's idea of truth.</summary>
internal sealed class HyperArguments
{
    private readonly HyperValue _value;
    private readonly SpeechBrainClass _class;
    private readonly string _file;

    /// <summary>Checks that the class has every argument given.</summary>
    /// <exception cref="EmotionAIException">One is unknown, or too many are given by position.</exception>
    public HyperArguments(HyperValue value, SpeechBrainClass @class, string file)
    {
        _value = value;
        _class = @class;
        _file = file;
        var unknown = value.Node.Entries.Keys.FirstOrDefault(key => !@class.Parameters.Contains(key, StringComparer.Ordinal));
        if (unknown is not null)
        {
            throw Wrong(EmotionErrorCodes.FormatUnsupported, $"{value.Name}.{unknown} is no argument of {@class.Path} that is known; known: {string.Join(", ", @class.Parameters)}.");
        }

        if (value.Count > @class.Parameters.Count)
        {
            throw Wrong(EmotionErrorCodes.FormatInvalid, $"{value.Name} has {value.Count} arguments by position; {@class.Path} takes {@class.Parameters.Count}.");
        }
    }

    /// <summary>Gets the name of the role, for messages.</summary>
    public string Name => _value.Name;

    /// <summary>Gets the file, for messages.</summary>
    public string File => _file;

    /// <summary>Checks the class of a value against those that a role may have.</summary>
    /// <exception cref="EmotionAIException">The value is no object, or of another class.</exception>
    public static HyperArguments Of(HyperValue value, string file, params IReadOnlyList<SpeechBrainClass> allowed)
    {
        var found = value.Require().Kind is HyperValueKind.Instance or HyperValueKind.Reference
            ? allowed.FirstOrDefault(candidate => candidate.Path == value.Text)
            : null;
        if (found is not null)
        {
            return new HyperArguments(value, found, file);
        }

        var what = value.Kind is HyperValueKind.Instance or HyperValueKind.Reference ? $"class {value.Text} is not supported" : $"{value.Describe()} is no object";
        throw new EmotionAIException(
            EmotionErrorCodes.FormatUnsupported,
            Invariant($"'{file}', line {value.Node.Line}: {value.Name}: {what}; supported: {string.Join(", ", allowed.Select(candidate => candidate.Path))}."),
            file);
    }

    /// <summary>Gets an argument by name or by position; null where it is not given or is null.</summary>
    public HyperValue? Find(string name)
    {
        var index = -1;
        for (var i = 0; i < _class.Parameters.Count; i++)
        {
            index = _class.Parameters[i] == name ? i : index;
        }

        var value = _value.Find(name) ?? (_value.Kind != HyperValueKind.Mapping && index < _value.Count ? _value.Item(index) : null);
        return value?.Require().Kind == HyperValueKind.Null ? null : value;
    }

    /// <summary>Gets a value indicating whether an argument is given.</summary>
    public bool Has(string name) => _value.Node.Entries.ContainsKey(name);

    /// <summary>Gets an integer.</summary>
    /// <exception cref="EmotionAIException">It is none, outside the range, or missing where <paramref name="standard"/> is null.</exception>
    public int Integer(string name, int? standard, int minimum = 1, int maximum = 1 << 20)
    {
        var value = Find(name);
        if (value is null)
        {
            return standard ?? throw Wrong(EmotionErrorCodes.FormatInvalid, $"{Name}.{name} is missing.");
        }

        return InRange(value, minimum, maximum);
    }

    /// <summary>Gets a finite number.</summary>
    /// <exception cref="EmotionAIException">It is none, or outside the range.</exception>
    public double Number(string name, double standard, double minimum, double maximum)
    {
        var value = Find(name);
        if (value is null)
        {
            return standard;
        }

        return value.Kind is HyperValueKind.Integer or HyperValueKind.Float && value.Number >= minimum && value.Number <= maximum
            ? value.Number
            : throw Wrong(EmotionErrorCodes.FormatInvalid, string.Create(CultureInfo.InvariantCulture, $"{value.Name} is {value.Describe()}; a number from {minimum} to {maximum} is expected."));
    }

    /// <summary>Gets what Python takes for true: a text such as <c>no</c> is.</summary>
    public bool Truth(string name, bool standard) =>
        _value.Node.Entries.ContainsKey(name) && Find(name) is null ? false : Find(name)?.IsTrue ?? standard;

    /// <summary>Gets a text out of a few.</summary>
    /// <exception cref="EmotionAIException">It is none of them.</exception>
    public string Choice(string name, string standard, params IReadOnlyList<string> allowed)
    {
        var value = Find(name);
        var text = value is null ? standard : value.Kind == HyperValueKind.Text ? value.Text : null;
        return text is not null && allowed.Contains(text, StringComparer.Ordinal)
            ? text
            : throw Wrong(EmotionErrorCodes.FormatUnsupported, $"{Name}.{name} is {value!.Describe()}; supported: {string.Join(", ", allowed)}.");
    }

    /// <summary>Gets a list of integers.</summary>
    /// <exception cref="EmotionAIException">It is none, or an item is outside the range.</exception>
    public int[] Integers(string name, int[] standard, int minimum = 1, int maximum = 1 << 20, int most = 64)
    {
        var value = Find(name);
        if (value is null)
        {
            return standard;
        }

        if (value.Kind is not (HyperValueKind.Sequence or HyperValueKind.Tuple) || value.Count > most)
        {
            throw Wrong(EmotionErrorCodes.FormatInvalid, Invariant($"{value.Name} is {value.Describe()}; a list of at most {most} integers is expected."));
        }

        var items = new int[value.Count];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = InRange(value.Item(i).Require(), minimum, maximum);
        }

        return items;
    }

    /// <summary>Words an error of the file.</summary>
    public EmotionAIException Wrong(string code, string what) => new(code, Invariant($"'{_file}', line {_value.Node.Line}: {what}"), _file);

    private int InRange(HyperValue value, int minimum, int maximum) =>
        value.Kind == HyperValueKind.Integer && value.Integer >= minimum && value.Integer <= maximum
            ? (int)value.Integer
            : throw Wrong(EmotionErrorCodes.FormatInvalid, Invariant($"{value.Name} is {value.Describe()}; an integer from {minimum} to {maximum} is expected."));
}
