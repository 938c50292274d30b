using SkiaSharp;

namespace EmotionAI.Evaluation.Plots;

/// <summary>Gives the colours of matplotlib's <c>Blues</c>: 256 steps, interpolated between ColorBrewer's nine.</summary>
internal static class BluesColormap
{
    private const int Steps = 256;

    /// <summary>Gets ColorBrewer's nine colours, evenly spaced from lowest to highest.</summary>
    public static IReadOnlyList<SKColor> Anchors { get; } =
        [.. new uint[] { 0xf7fbff, 0xdeebf7, 0xc6dbef, 0x9ecae1, 0x6baed6, 0x4292c6, 0x2171b5, 0x08519c, 0x08306b }.Select(color => new SKColor(0xff000000 | color))];

    /// <summary>Gets the colour of a value.</summary>
    /// <param name="share">The value's place in the scale, 0 to 1; what lies outside has the colour of the end.</param>
    public static SKColor At(double share)
    {
        var step = (int)Math.Clamp(share * Steps, 0, Steps - 1);
        var place = (double)step / (Steps - 1) * (Anchors.Count - 1);
        var index = Math.Min((int)place, Anchors.Count - 2);
        var (from, to) = (Anchors[index], Anchors[index + 1]);
        return new SKColor(Mix(from.Red, to.Red, place - index), Mix(from.Green, to.Green, place - index), Mix(from.Blue, to.Blue, place - index));
    }

    /// <summary>Mixes and cuts off, as matplotlib does when it draws; the slack keeps whole numbers whole.</summary>
    private static byte Mix(byte from, byte to, double share) => (byte)(from + ((to - from) * share) + 1e-6);
}
