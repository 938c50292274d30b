namespace EmotionAI.Tests;

/// <summary>Marks a theory that needs libtorch and the shared folder.</summary>
/// <param name="what">The file or folder that it needs, relative to the shared folder, with forward slashes.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedTorchTheoryAttribute(string what) : TheoryAttribute
{
    public override string? Skip { get; set; } = Libtorch.WhySkip ?? Shared.WhySkip(what);
}
