namespace EmotionAI.Bundles;

/// <summary>Says how much a <see cref="BundleProblem"/> matters.</summary>
public enum BundleSeverity
{
    /// <summary>The bundle works; something in it is probably not what its owner meant.</summary>
    Warning,

    /// <summary>The bundle cannot be used.</summary>
    Error,
}
