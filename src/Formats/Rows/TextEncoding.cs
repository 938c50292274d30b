using System.Globalization;
using System.Text;

namespace EmotionAI.Formats;

/// <summary>Finds encodings by name, those of Windows and DOS included.</summary>
internal static class TextEncoding
{
    static TextEncoding()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
    }

    /// <param name="name">As the IANA and .NET write it, or <c>cp1252</c>.</param>
    /// <returns>The encoding; null where there is none of that name.</returns>
    public static Encoding? Find(string name)
    {
        try
        {
            return name.StartsWith("cp", StringComparison.OrdinalIgnoreCase) && int.TryParse(name.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var page)
                ? Encoding.GetEncoding(page)
                : Encoding.GetEncoding(name);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
