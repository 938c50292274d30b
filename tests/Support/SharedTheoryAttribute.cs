namespace EmotionAI.Tests;

/// <summary>Marks a theory that needs the shared folder: where that is not there, it is skipped as one test and its data are not asked for.</summary>
/// <param name="what">The file or folder that it needs, relative to the shared folder.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedTheoryAttribute(string what) : TheoryAttribute
{
    public override string? Skip { get; set; } = Shared.WhySkip(what);
}
