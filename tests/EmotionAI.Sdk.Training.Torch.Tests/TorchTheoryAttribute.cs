namespace EmotionAI.Tests;

/// <summary>Marks a theory that needs libtorch, and is skipped where its package could not be had.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TorchTheoryAttribute : TheoryAttribute
{
    public override string? Skip { get; set; } = Libtorch.WhySkip;
}
