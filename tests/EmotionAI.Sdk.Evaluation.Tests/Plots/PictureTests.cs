using System.Globalization;
using EmotionAI.Evaluation.Plots;
using SkiaSharp;

namespace EmotionAI.Tests.Plots;

public class PictureTests
{
    public static TheoryData<string> Names => [.. SamplePictures.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void ToPng_EveryKindAt8And28Labels_CutsNothing(string name) => DrawnPicture.AssertNothingIsCut(SamplePictures.All[name]());

    [Theory]
    [MemberData(nameof(Names))]
    public void ToPngAndToSvg_TwiceAndInAnotherCulture_GiveTheSameBytes(string name)
    {
        var picture = SamplePictures.All[name]();
        var (png, svg) = Draw(picture);
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE") { NumberFormat = { NumberDecimalSeparator = ",", NegativeSign = "~" } };

            Assert.Equal(png, picture.ToPng());
            var (pngAgain, svgAgain) = Draw(SamplePictures.All[name]());

            Assert.Equal(png, pngAgain);
            Assert.Equal(svg, svgAgain);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Theory]
    [InlineData("picture.png", "89504E47")]
    [InlineData("PICTURE.PNG", "89504E47")]
    [InlineData("picture.svg", "3C3F786D")]
    public void Save_Extension_ChoosesTheFormat(string name, string start)
    {
        using var folder = new TemporaryFolder();

        SamplePictures.All["f1 8"]().Save(folder.File(name));

        Assert.Equal(start, Convert.ToHexString(File.ReadAllBytes(folder.File(name)).AsSpan(0, 4)));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Theory]
    [InlineData("picture.jpg", "'.jpg'")]
    [InlineData("picture", "''")]
    public void Save_OtherExtension_SaysFoundAndAllowed(string name, string found)
    {
        using var folder = new TemporaryFolder();

        var exception = Assert.Throws<EmotionAIException>(() => SamplePictures.All["f1 8"]().Save(folder.File(name)));

        Assert.Equal(EmotionErrorCodes.FormatUnsupported, exception.Code);
        Assert.Contains(found, exception.Message, StringComparison.Ordinal);
        Assert.Contains("'.png' and '.svg' are allowed", exception.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Save_FolderThatIsNotThere_Throws()
    {
        using var folder = new TemporaryFolder();

        Assert.Throws<EmotionAIException>(() => SamplePictures.All["f1 8"]().Save(folder.File(Path.Combine("missing", "picture.png"))));
    }

    [Fact]
    public void ToPng_Scale_MultipliesTheSize()
    {
        var picture = SamplePictures.All["f1 8"]();

        using var pixels = SKBitmap.Decode(picture.ToPng(3));

        Assert.Equal((picture.Width * 3, picture.Height * 3), (pixels.Width, pixels.Height));
    }

    /// <summary>Text is set in the embedded font, so a machine without fonts draws the same.</summary>
    [Fact]
    public void ToSvg_Text_IsTextInTheEmbeddedFont()
    {
        var svg = System.Text.Encoding.UTF8.GetString(SamplePictures.All["f1 8"]().ToSvg());

        Assert.Equal("DejaVu Sans", PictureFont.Typeface.FamilyName);
        Assert.Equal(svg.Split("<text").Length, svg.Split("font-family=\"DejaVu Sans, Verdana, sans-serif\"").Length);
        Assert.Contains(">surprised</text>", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("<image", svg, StringComparison.Ordinal);
    }

    private static (byte[] Png, byte[] Svg) Draw(Picture picture) => (picture.ToPng(), picture.ToSvg());
}
