using SkiaSharp;

namespace EmotionAI.Evaluation.Plots;

/// <summary>Holds one rectangle of a panel, in the units of its axes.</summary>
/// <param name="Left">The left edge.</param>
/// <param name="Right">The right edge.</param>
/// <param name="Bottom">The lower edge.</param>
/// <param name="Top">The upper edge.</param>
/// <param name="Fill">The colour inside.</param>
/// <param name="Edge">The colour of the edge; null for none.</param>
internal readonly record struct PanelRectangle(double Left, double Right, double Bottom, double Top, SKColor Fill, SKColor? Edge = null);
