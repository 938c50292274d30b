using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

namespace EmotionAI.Tests.Timelines;

/// <summary>Checks a file against EmotionML 1.0: the grammar, and the rules of the Recommendation that a schema cannot say.</summary>
internal static partial class EmotionMlRules
{
    private const string Vocabularies = "http://www.w3.org/TR/emotion-voc/xml#";

    private static readonly XNamespace Ml = "http://www.w3.org/2009/10/emotionml";
    private static readonly string[] Representations = ["category", "dimension", "appraisal", "action-tendency"];

    /// <summary>The vocabularies of "Vocabularies for EmotionML" (W3C Note of 1 April 2014) that the writer names.</summary>
    private static readonly Dictionary<string, (string Type, string[] Items)> Published = new()
    {
        [Vocabularies + "big6"] = ("category", ["anger", "disgust", "fear", "happiness", "sadness", "surprise"]),
        [Vocabularies + "pad-dimensions"] = ("dimension", ["pleasure", "arousal", "dominance"]),
    };

    /// <summary>Lists what is wrong with a file; nothing where it is valid.</summary>
    public static List<string> Violations(string file)
    {
        List<string> violations = [];
        var document = XDocument.Parse(file);
        document.Validate(Schema(), (_, e) => violations.Add(e.Message));
        var root = document.Root!;
        Check(root.Name == Ml + "emotionml", "The root is emotionml.");
        Check(root.Elements(Ml + "info").Count() <= 1, "The root has one info at most.");
        Check(root.Attributes().Where(attribute => attribute.Name.LocalName.EndsWith("-set", StringComparison.Ordinal)).All(set => ItemsOf(root, set) is not null), "A set is a vocabulary of its type, in this file or published.");
        foreach (var vocabulary in root.Elements(Ml + "vocabulary"))
        {
            Check(vocabulary.Elements(Ml + "item").Select(NameOf).Distinct().Count() == vocabulary.Elements(Ml + "item").Count(), "The items of a vocabulary have different names.");
        }

        foreach (var emotion in root.Elements(Ml + "emotion"))
        {
            Check(emotion.Elements().Any(element => Representations.Contains(element.Name.LocalName)), "An emotion has a category, dimension, appraisal or action tendency.");
            Check(emotion.Elements(Ml + "info").Count() <= 1, "An emotion has one info at most.");
            Check(emotion.Attribute("time-ref-uri") is not { Value: "" }, "time-ref-uri is the address of what times refer to, not of this file.");
            Check((emotion.Attribute("start"), emotion.Attribute("end")) is not ({ } start, { } end) || (long)start <= (long)end, "An end is not before its start.");
            Check(emotion.Elements(Ml + "reference").Attributes("uri").All(uri => !uri.Value.Contains('#') || Fragment().IsMatch(uri.Value)), "A reference to a time is a media fragment, #t=BEGIN,END in seconds.");
            foreach (var type in Representations)
            {
                var elements = emotion.Elements(Ml + type).ToList();
                var items = (emotion.Attribute($"{type}-set") ?? root.Attribute($"{type}-set")) is { } set ? ItemsOf(root, set) : null;
                Check(elements.Count == 0 || items is not null, $"The vocabulary of {type} is declared.");
                Check(elements.All(element => items?.Contains(NameOf(element)) == true), $"Each {type} is of its vocabulary.");
                Check(elements.Select(NameOf).Distinct().Count() == elements.Count, $"Each {type} occurs once.");
                Check(elements.All(element => element.Attribute("value") is null || element.Element(Ml + "trace") is null), $"A {type} has a value or a trace, not both.");
                Check(type != "dimension" || elements.All(element => element.Attribute("value") is not null || element.Element(Ml + "trace") is not null), "A dimension has a value or a trace.");
            }
        }

        return violations;

        void Check(bool holds, string rule)
        {
            if (!holds)
            {
                violations.Add(rule);
            }
        }
    }

    private static string? NameOf(XElement element) => (string?)element.Attribute("name");

    /// <summary>Gives the names of the vocabulary that a set refers to; null where it refers to none of its type.</summary>
    private static string?[]? ItemsOf(XElement root, XAttribute set)
    {
        var type = set.Name.LocalName[..^"-set".Length];
        if (Published.TryGetValue(set.Value, out var published))
        {
            return published.Type == type ? published.Items : null;
        }

        return root.Elements(Ml + "vocabulary")
            .FirstOrDefault(vocabulary => $"#{(string?)vocabulary.Attribute("id")}" == set.Value && (string?)vocabulary.Attribute("type") == type)?
            .Elements(Ml + "item").Select(NameOf).ToArray();
    }

    private static XmlSchemaSet Schema()
    {
        using var stream = typeof(EmotionMlRules).Assembly.GetManifestResourceStream("emotionml.xsd")!;
        using var reader = XmlReader.Create(stream);
        var schemas = new XmlSchemaSet();
        schemas.Add(null, reader);
        return schemas;
    }

    [GeneratedRegex(@"^[^#]+#t=\d+(\.\d+)?,\d+(\.\d+)?\z")]
    private static partial Regex Fragment();
}
