using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace EmotionAI.Evaluation.Reports;

/// <summary>Writes an HTML document out of elements and texts; no text, wherever it comes from, can become an element, a script or a load from elsewhere.</summary>
internal sealed class HtmlWriter
{
    private static readonly string[] VoidElements = ["meta", "img", "br", "hr"];
    private static readonly string[] InlineElements = ["a", "b", "bdi", "br", "code", "del", "em", "span", "strong", "abbr"];
    private static readonly string[] ForbiddenElements = ["script", "style", "iframe", "object", "embed", "base", "form", "link"];
    private static readonly string[] LinkSchemes = ["https://", "http://", "mailto:", "#"];

    private readonly StringBuilder _text = new("<!DOCTYPE html>");
    private readonly Stack<string> _open = [];

    /// <summary>Gives the value that a content security policy names a stylesheet or a script by.</summary>
    public static string SourceOf(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    /// <summary>Tells whether a link may be followed: to the web, to a mail address, or within the page.</summary>
    public static bool IsLink(string address) => LinkSchemes.Any(scheme => address.StartsWith(scheme, StringComparison.OrdinalIgnoreCase));

    /// <summary>Opens an element.</summary>
    public HtmlWriter Open(string element, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        WriteTag(element, attributes);
        if (!VoidElements.Contains(element))
        {
            _open.Push(element);
        }

        return this;
    }

    /// <summary>Closes the element that was opened last.</summary>
    public HtmlWriter Close()
    {
        _text.Append("</").Append(_open.Pop()).Append('>');
        return this;
    }

    /// <summary>Writes a text.</summary>
    public HtmlWriter Text(string text)
    {
        _text.Append(WebUtility.HtmlEncode(InertText.Of(text)));
        return this;
    }

    /// <summary>Writes a number.</summary>
    public HtmlWriter Number(long number) => Text(number.ToString("N0", CultureInfo.InvariantCulture));

    /// <summary>Writes an element that holds a text and nothing else.</summary>
    public HtmlWriter Element(string element, string text, params ReadOnlySpan<(string Name, string Value)> attributes) => Open(element, attributes).Text(text).Close();

    /// <summary>Writes an element that holds nothing.</summary>
    public HtmlWriter Shape(string element, params ReadOnlySpan<(string Name, string Value)> attributes) => Open(element, attributes).Close();

    /// <summary>Writes the stylesheet of the page, which is part of this library.</summary>
    public HtmlWriter Style(string stylesheet) => Own("style", stylesheet);

    /// <summary>Writes the script of the page, which is part of this library.</summary>
    public HtmlWriter Script(string script) => Own("script", script);

    /// <summary>Writes a player of a recording within the page or beside it.</summary>
    /// <param name="address">A <c>data:audio/</c> address, or a path that begins with <c>./</c>, encoded.</param>
    public HtmlWriter Audio(string address)
    {
        if ((!address.StartsWith("data:audio/", StringComparison.Ordinal) && !address.StartsWith("./", StringComparison.Ordinal)) || address.AsSpan().ContainsAny("\"<>& "))
        {
            throw new ArgumentException("A recording is within the page or beside it, and its address is encoded.", nameof(address));
        }

        _text.Append("\n<audio controls preload=\"metadata\" src=\"").Append(address).Append("\"></audio>");
        return this;
    }

    /// <summary>Gives the document; every element must be closed.</summary>
    public string Finish() => _open.Count == 0 ? _text.Append('\n').ToString() : throw new InvalidOperationException($"<{_open.Peek()}> is open.");

    private HtmlWriter Own(string element, string text)
    {
        if (text.Contains("</", StringComparison.Ordinal))
        {
            throw new ArgumentException($"A {element} ends at '</'; one without it is allowed.", nameof(text));
        }

        _text.Append("\n<").Append(element).Append('>').Append(text).Append("</").Append(element).Append('>');
        return this;
    }

    private static void CheckAttribute(string name, string value)
    {
        var isAllowed = name switch
        {
            "href" => IsLink(value),
            "src" => value.StartsWith("data:image/", StringComparison.Ordinal),
            "style" or "srcset" or "srcdoc" or "action" or "background" => false,
            _ => IsName(name) && !name.StartsWith("on", StringComparison.Ordinal),
        };
        if (!isAllowed)
        {
            throw new ArgumentException($"The attribute {name}=\"{value}\" may run or load something.", nameof(name));
        }
    }

    private static bool IsName(string name) => name.Length > 0 && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '-');

    private void WriteTag(string element, ReadOnlySpan<(string Name, string Value)> attributes)
    {
        if (!IsName(element) || ForbiddenElements.Contains(element))
        {
            throw new ArgumentException($"The element '{element}' may run or load something, or is none.", nameof(element));
        }

        _text.Append(InlineElements.Contains(element) ? "" : "\n").Append('<').Append(element);
        foreach (var (name, value) in attributes)
        {
            CheckAttribute(name, value);
            _text.Append(' ').Append(name).Append("=\"").Append(WebUtility.HtmlEncode(InertText.Of(value))).Append('"');
        }

        _text.Append('>');
    }
}
