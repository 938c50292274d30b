namespace EmotionAI.Tests;

/// <summary>Marks a fact that needs libtorch, and is skipped where its package could not be had.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TorchFactAttribute : FactAttribute
{
    public override string? Skip { get; set; } = Libtorch.WhySkip;
}
