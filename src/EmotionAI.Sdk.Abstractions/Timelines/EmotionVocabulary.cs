using System.Text;
using System.Xml;

namespace EmotionAI.Timelines;

/// <summary>Names the labels of a model as EmotionML asks for: by items of a vocabulary, each an NMTOKEN.</summary>
internal sealed class EmotionVocabulary
{
    /// <summary>The address of one that is embedded.</summary>
    public const string Own = "#labels";

    /// <summary>The six basic emotions of Ekman, of "Vocabularies for EmotionML" of the W3C.</summary>
    private const string BigSix = "http://www.w3.org/TR/emotion-voc/xml#big6";

    private static readonly Dictionary<string, string> Basic = new(StringComparer.OrdinalIgnoreCase)
    {
        ["anger"] = "anger",
        ["angry"] = "anger",
        ["ang"] = "anger",
        ["disgust"] = "disgust",
        ["disgusted"] = "disgust",
        ["fear"] = "fear",
        ["fearful"] = "fear",
        ["happiness"] = "happiness",
        ["happy"] = "happiness",
        ["joy"] = "happiness",
        ["hap"] = "happiness",
        ["sadness"] = "sadness",
        ["sad"] = "sadness",
        ["surprise"] = "surprise",
        ["surprised"] = "surprise",
    };

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    public EmotionVocabulary(IEnumerable<string> labels)
    {
        string[] all = [.. labels.Distinct(StringComparer.Ordinal)];
        IsBasic = all.Length > 0 && all.All(Basic.ContainsKey) && all.DistinctBy(label => Basic[label]).Count() == all.Length;
        foreach (var label in all)
        {
            _names[label] = IsBasic ? Basic[label] : Unused(Token(label));
        }
    }

    /// <summary>Gets whether it is a vocabulary of the W3C, which is not embedded.</summary>
    public bool IsBasic { get; }

    /// <summary>Gets the address of the vocabulary.</summary>
    public string Address => IsBasic ? BigSix : Own;

    /// <summary>Gets the items, in the order of the labels.</summary>
    public IEnumerable<(string Name, string Label)> Items => _names.Select(item => (item.Value, item.Key));

    public string this[string label] => _names[label];

    private static string Token(string label)
    {
        var builder = new StringBuilder(label.Length);
        foreach (var character in label)
        {
            builder.Append(XmlConvert.IsNCNameChar(character) ? character : '_');
        }

        return builder.Length == 0 ? "_" : builder.ToString();
    }

    private string Unused(string token)
    {
        var name = token;
        for (var i = 2; _names.ContainsValue(name); i++)
        {
            name = Invariant($"{token}_{i}");
        }

        return name;
    }
}
