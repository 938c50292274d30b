using System.Xml;

namespace EmotionAI.Timelines;

/// <summary>Writes EmotionML, as https://www.w3.org/TR/2014/REC-emotionml-20140522/ describes it.</summary>
internal static class EmotionMl
{
    private const string Namespace = "http://www.w3.org/2009/10/emotionml";

    /// <summary>Pleasure, which others call valence, arousal and dominance.</summary>
    private const string Dimensions = "http://www.w3.org/TR/emotion-voc/xml#pad-dimensions";

    public static void Write(IReadOnlyList<EmotionSegment> segments, TextWriter writer, string? source)
    {
        var vocabulary = new EmotionVocabulary(segments.SelectMany(segment => segment.Prediction.Scores).Select(score => score.Label));
        var quantities = segments.Any(segment => segment.Prediction.Dimensions is not null);

        // The writer of the caller would say UTF-16 of itself; a file of it is UTF-8.
        writer.Write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        using var xml = XmlWriter.Create(writer, new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true, CloseOutput = false });
        xml.WriteStartElement("emotionml", Namespace);
        xml.WriteAttributeString("version", "1.0");
        if (vocabulary.Items.Any())
        {
            WriteEmotions(xml, segments, vocabulary, quantities, source);
        }

        xml.WriteEndElement();
    }

    private static void WriteEmotions(XmlWriter xml, IReadOnlyList<EmotionSegment> segments, EmotionVocabulary vocabulary, bool quantities, string? source)
    {
        var names = vocabulary.Items.Select(item => DimensionOf(item.Label)).ToList();
        var isKnown = quantities && !names.Contains(null) && names.Distinct().Count() == names.Count;
        xml.WriteAttributeString(quantities ? "dimension-set" : "category-set", isKnown ? Dimensions : quantities ? EmotionVocabulary.Own : vocabulary.Address);
        if (!isKnown && (quantities || !vocabulary.IsBasic))
        {
            WriteVocabulary(xml, vocabulary, quantities ? "dimension" : "category");
        }

        foreach (var segment in segments)
        {
            EmotionScore[] known = [.. segment.Prediction.Labels.Where(label => float.IsFinite(label.Score))];
            if (known.Length > 0)
            {
                WriteEmotion(xml, segment, known, label => isKnown ? DimensionOf(label)! : vocabulary[label], source);
            }
        }
    }

    private static void WriteVocabulary(XmlWriter xml, EmotionVocabulary vocabulary, string type)
    {
        xml.WriteStartElement("vocabulary", Namespace);
        xml.WriteAttributeString("type", type);
        xml.WriteAttributeString("id", "labels");
        foreach (var (name, _) in vocabulary.Items)
        {
            xml.WriteStartElement("item", Namespace);
            xml.WriteAttributeString("name", name);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteEmotion(XmlWriter xml, EmotionSegment segment, IEnumerable<EmotionScore> labels, Func<string, string> nameOf, string? source)
    {
        xml.WriteStartElement("emotion", Namespace);
        xml.WriteAttributeString("expressed-through", "voice");
        if (source is not null)
        {
            // An empty address would be that of the file itself.
            xml.WriteAttributeString("time-ref-uri", AddressOf(source));
        }

        xml.WriteAttributeString("offset-to-start", Invariant($"{segment.Start.TotalMilliseconds:0}"));
        xml.WriteAttributeString("duration", Invariant($"{segment.Duration.TotalMilliseconds:0}"));
        if (segment.Channel is not null || segment.Prediction.IsMock)
        {
            WriteInfo(xml, segment);
        }

        var element = segment.Prediction.Dimensions is null ? "category" : "dimension";
        foreach (var label in labels)
        {
            xml.WriteStartElement(element, Namespace);
            xml.WriteAttributeString("name", nameOf(label.Label));
            xml.WriteAttributeString("value", Invariant($"{Math.Clamp(label.Score, 0, 1):0.#########}"));
            xml.WriteEndElement();
        }

        if (source is not null)
        {
            xml.WriteStartElement("reference", Namespace);
            xml.WriteAttributeString("uri", Invariant($"{AddressOf(source)}#t={segment.Start.TotalSeconds:0.###},{segment.End.TotalSeconds:0.###}"));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    /// <summary>Says what EmotionML has no place for, in a namespace of our own, as it asks for.</summary>
    private static void WriteInfo(XmlWriter xml, EmotionSegment segment)
    {
        xml.WriteStartElement("info", Namespace);
        xml.WriteStartElement("segment", "urn:emotionai:segment");
        if (segment.Channel is { } channel)
        {
            xml.WriteAttributeString("channel", Invariant($"{channel}"));
        }

        if (segment.Prediction.IsMock)
        {
            xml.WriteAttributeString("mock", "true");
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static string? DimensionOf(string label) => label.ToUpperInvariant() switch
    {
        "VALENCE" or "PLEASURE" => "pleasure",
        "AROUSAL" => "arousal",
        "DOMINANCE" => "dominance",
        _ => null,
    };

    /// <summary>Makes an address of a name: what is one already stays.</summary>
    private static string AddressOf(string source) => source.Contains("://", StringComparison.Ordinal) && Uri.TryCreate(source, UriKind.Absolute, out var address) ? address.GetComponents(UriComponents.AbsoluteUri & ~UriComponents.Fragment, UriFormat.UriEscaped)
        : string.Join('/', source.Replace('\\', '/').Split('/').Select(Uri.EscapeDataString));
}
