using System.Buffers;
using System.Text;
using EmotionAI.Formats;

namespace EmotionAI.SpeechBrain.Yaml;

/// <summary>Reads untrusted YAML: bounded before it is built, and never more than text in a tree.</summary>
internal static class YamlReader
{
    private static readonly SearchValues<char> Controls = SearchValues.Create(
        [.. Enumerable.Range(0, ' ').Select(code => (char)code).Where(c => c is not ('\t' or '\n' or '\r'))]);

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads the one document of a YAML file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limits">The bounds: <see cref="EmotionLimits.YamlBytes"/>, <see cref="EmotionLimits.YamlDepth"/>, <see cref="EmotionLimits.YamlAliases"/>.</param>
    /// <returns>The root node; a null scalar for an empty document.</returns>
    /// <exception cref="EmotionAIException">The file is missing, above a bound, not UTF-8 or not YAML.</exception>
    public static YamlNode Read(string path, EmotionLimits limits) =>
        Parse(JsonText.Decode(BoundedFile.Read(path, limits.YamlBytes, nameof(EmotionLimits.YamlBytes)), path).Span, path, limits);

    /// <summary>Reads the one document of a YAML text in UTF-8.</summary>
    /// <exception cref="EmotionAIException">The text is above a bound, not UTF-8 or not YAML.</exception>
    public static YamlNode Parse(ReadOnlySpan<byte> utf8, string path, EmotionLimits limits)
    {
        if (utf8.Length > limits.YamlBytes)
        {
            throw new EmotionAIException(EmotionErrorCodes.LimitExceeded, Invariant($"'{path}' has {utf8.Length} bytes; at most {limits.YamlBytes} are allowed ({nameof(EmotionLimits.YamlBytes)})."), path);
        }

        return Parse(Decode(utf8, path), path, limits);
    }

    /// <summary>Reads the one document of a YAML text whose size is already bounded.</summary>
    /// <exception cref="EmotionAIException">The text is above a bound or not YAML.</exception>
    public static YamlNode Parse(string text, string path, EmotionLimits limits)
    {
        RefuseControls(text, path);
        return new YamlTreeBuilder(path, limits).Build(text);
    }

    /// <summary>Decodes UTF-8 without its mark.</summary>
    /// <exception cref="EmotionAIException">The bytes are not UTF-8.</exception>
    public static string Decode(ReadOnlySpan<byte> utf8, string path)
    {
        var body = utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;
        try
        {
            return StrictUtf8.GetString(body);
        }
        catch (DecoderFallbackException e)
        {
            throw new EmotionAIException(EmotionErrorCodes.FormatInvalid, Invariant($"'{path}' is not UTF-8: bad byte at {e.Index}."), path, e.Index, e);
        }
    }

    private static void RefuseControls(string text, string path)
    {
        var at = text.AsSpan().IndexOfAny(Controls);
        if (at >= 0)
        {
            throw new EmotionAIException(EmotionErrorCodes.FormatInvalid, $"'{path}' holds the control character U+{(int)text[at]:X4}, which YAML does not allow.", path);
        }
    }
}
