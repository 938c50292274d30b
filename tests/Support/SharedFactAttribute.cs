namespace EmotionAI.Tests;

/// <summary>Marks a test that needs the shared folder, and is skipped with its reason where that is not there.</summary>
/// <param name="what">The file or folder that it needs, relative to the shared folder.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedFactAttribute(string what) : FactAttribute
{
    public override string? Skip { get; set; } = Shared.WhySkip(what);
}
