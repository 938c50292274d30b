using System.Xml.Linq;
using EmotionAI.Evaluation.Plots;
using SkiaSharp;

namespace EmotionAI.Tests.Plots;

/// <summary>Reads back what a picture shows.</summary>
internal static class DrawnPicture
{
    public static SKBitmap Pixels(Picture picture) => SKBitmap.Decode(picture.ToPng(scale: 1));

    public static List<string> Texts(Picture picture) =>
        [.. XDocument.Parse(System.Text.Encoding.UTF8.GetString(picture.ToSvg())).Descendants().Where(element => element.Name.LocalName == "text").Select(text => text.Value)];

    /// <summary>Asserts that a band along the edges is empty, so that nothing is cut.</summary>
    public static void AssertNothingIsCut(Picture picture, int band = 3)
    {
        using var pixels = Pixels(picture);
        for (var x = 0; x < pixels.Width; x++)
        {
            for (var y = 0; y < pixels.Height; y++)
            {
                if (x < band || y < band || x >= pixels.Width - band || y >= pixels.Height - band)
                {
                    Assert.True(pixels.GetPixel(x, y) == SKColors.White, $"The pixel ({x}, {y}) of {pixels.Width}x{pixels.Height} is drawn on.");
                }
            }
        }
    }
}
