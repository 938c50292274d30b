using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace EmotionAI.Evaluation.Plots;

/// <summary>Puts right what Skia's SVG leaves rough: lists that end in a comma, text in line breaks, fonts without an alternative, a size without a view box, names that count on from the picture before.</summary>
internal static class SvgDocument
{
    /// <summary>Tidies a document.</summary>
    /// <param name="svg">The document as Skia wrote it.</param>
    /// <returns>The document in UTF-8.</returns>
    public static byte[] Tidy(byte[] svg)
    {
        using var input = new MemoryStream(svg);
        var document = XDocument.Load(input);
        var root = document.Root!;
        root.SetAttributeValue("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {root.Attribute("width")!.Value} {root.Attribute("height")!.Value}"));
        foreach (var text in root.Descendants().Where(element => element.Name.LocalName == "text"))
        {
            TidyText(text);
        }

        NumberNames(root);
        using var output = new MemoryStream();
        using (var writer = XmlWriter.Create(output, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n" }))
        {
            document.Save(writer);
        }

        return output.ToArray();
    }

    private static void NumberNames(XElement root)
    {
        var names = root.Descendants().Attributes("id").Select((id, i) => (Old: $"url(#{id.Value})", New: Invariant($"url(#n{i})"))).ToDictionary(pair => pair.Old, pair => pair.New);
        foreach (var attribute in root.Descendants().Attributes().ToList())
        {
            if (names.TryGetValue(attribute.Value, out var name))
            {
                attribute.Value = name;
            }
            else if (attribute.Name == "id")
            {
                attribute.Value = names[$"url(#{attribute.Value})"]["url(#".Length..^1];
            }
        }
    }

    private static void TidyText(XElement text)
    {
        text.Value = text.Value.Trim();
        foreach (var name in (ReadOnlySpan<string>)["x", "y"])
        {
            if (text.Attribute(name) is { } list)
            {
                list.Value = list.Value.TrimEnd(' ', ',');
            }
        }

        if (text.Attribute("font-family") is { } family)
        {
            family.Value = $"{family.Value}, {PictureFont.SvgFallback}";
        }
    }
}
