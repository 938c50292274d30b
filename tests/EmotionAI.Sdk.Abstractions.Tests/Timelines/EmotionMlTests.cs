using System.Xml;
using System.Xml.Linq;

namespace EmotionAI.Tests.Timelines;

public sealed class EmotionMlTests
{
    private const string BigSix = "http://www.w3.org/TR/emotion-voc/xml#big6";

    private static readonly XNamespace Ml = "http://www.w3.org/2009/10/emotionml";

    [Fact]
    public void WriteEmotionMl_LabelsOfAModel_EmbedsTheirVocabulary()
    {
        var root = Read("call.wav", MadeSegments.Spoken(0, 1.5), MadeSegments.Silent(1.5, 3), MadeSegments.Spoken(3, 4.25, "calm"));

        Assert.Equal(Ml + "emotionml", root.Name);
        Assert.Equal("1.0", (string?)root.Attribute("version"));
        Assert.Equal("#labels", (string?)root.Attribute("category-set"));
        var vocabulary = Assert.Single(root.Elements(Ml + "vocabulary"));
        Assert.Equal(("category", "labels"), ((string?)vocabulary.Attribute("type"), (string?)vocabulary.Attribute("id")));
        Assert.Equal(["angry", "calm"], vocabulary.Elements(Ml + "item").Select(item => (string?)item.Attribute("name")));
        var emotions = root.Elements(Ml + "emotion").ToList();
        Assert.Equal(2, emotions.Count);
        Assert.Equal(("3000", "1250", "call.wav", "voice"), ((string?)emotions[1].Attribute("offset-to-start"), (string?)emotions[1].Attribute("duration"), (string?)emotions[1].Attribute("time-ref-uri"), (string?)emotions[1].Attribute("expressed-through")));
        Assert.Equal(("calm", "0.75"), ((string?)emotions[1].Element(Ml + "category")!.Attribute("name"), (string?)emotions[1].Element(Ml + "category")!.Attribute("value")));
        Assert.Equal("call.wav#t=3,4.25", (string?)emotions[1].Element(Ml + "reference")!.Attribute("uri"));
    }

    [Fact]
    public void WriteEmotionMl_SixBasicEmotions_AreThoseOfTheW3C()
    {
        string[] labels = ["ang", "disgust", "fearful", "happy", "sad", "surprised"];

        var root = Read(null, MadeSegments.Spoken(0, 1, "happy", labels: labels));

        Assert.Equal(BigSix, (string?)root.Attribute("category-set"));
        Assert.Empty(root.Elements(Ml + "vocabulary"));
        Assert.Equal("happiness", (string?)root.Descendants(Ml + "category").Single().Attribute("name"));
    }

    [Fact]
    public void WriteEmotionMl_TwoLabelsForOneBasicEmotion_EmbedsTheirOwn()
    {
        var root = Read(null, MadeSegments.Spoken(0, 1, "happy", labels: ["happy", "joy"]));

        Assert.Equal("#labels", (string?)root.Attribute("category-set"));
    }

    [Fact]
    public void WriteEmotionMl_Quantities_AreDimensionsFromZeroToOne()
    {
        var root = Read(null, MadeSegments.Measured(0, 1, ("arousal", 0.5f), ("dominance", -0.25f), ("valence", 1.25f)));

        Assert.Equal("http://www.w3.org/TR/emotion-voc/xml#pad-dimensions", (string?)root.Attribute("dimension-set"));
        Assert.Equal([("arousal", "0.5"), ("dominance", "0"), ("pleasure", "1")], root.Descendants(Ml + "dimension").Select(item => ((string)item.Attribute("name")!, (string)item.Attribute("value")!)));
    }

    [Fact]
    public void WriteEmotionMl_UnknownQuantities_EmbedTheirVocabulary()
    {
        var root = Read(null, MadeSegments.Measured(0, 1, ("happy", 0.5f)));

        Assert.Equal("#labels", (string?)root.Attribute("dimension-set"));
        Assert.Equal("dimension", (string?)root.Element(Ml + "vocabulary")!.Attribute("type"));
    }

    [Fact]
    public void WriteEmotionMl_HostileLabels_BecomeNamesOfTheirOwn()
    {
        string[] labels = ["very <b>\"angry\"&\u0001", "very__b__angry___", "", "ärger ", "\ud800"];

        var root = Read("a b/<x>?#.wav", MadeSegments.Spoken(0, 1, labels[0], channel: 1, labels: labels));

        string[] names = [.. root.Descendants(Ml + "item").Select(item => (string)item.Attribute("name")!)];
        Assert.Equal(labels.Length, names.Distinct().Count());
        Assert.All(names, name => XmlConvert.VerifyNMTOKEN(name));
        Assert.Equal(names[0], (string?)root.Descendants(Ml + "category").Single().Attribute("name"));
        Assert.Equal("a%20b/%3Cx%3E%3F%23.wav", (string?)root.Element(Ml + "emotion")!.Attribute("time-ref-uri"));
        Assert.Equal("1", (string?)root.Descendants(XName.Get("segment", "urn:emotionai:segment")).Single().Attribute("channel"));
    }

    [Fact]
    public void WriteEmotionMl_AnyCulture_IsTheSame()
    {
        var expected = Write(null, MadeSegments.Spoken(0.25, 1.5));

        Assert.All(Cultures.Names, name => Assert.Equal(expected, Cultures.Run(name, () => Write(null, MadeSegments.Spoken(0.25, 1.5)))));
    }

    private static XElement Read(string? source, params EmotionSegment[] segments)
    {
        var file = Write(source, segments);
        Assert.StartsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<emotionml", file, StringComparison.Ordinal);
        return XDocument.Parse(file).Root!;
    }

    private static string Write(string? source, params EmotionSegment[] segments)
    {
        using var writer = new StringWriter();
        EmotionTimeline.WriteEmotionMl(segments, writer, source);
        return writer.ToString();
    }
}
