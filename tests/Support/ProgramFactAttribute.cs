namespace EmotionAI.Tests;

/// <summary>Marks a test that needs programs, and is skipped with their names where they are not installed.</summary>
/// <param name="programs">Their names.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ProgramFactAttribute(params string[] programs) : FactAttribute
{
    public override string? Skip { get; set; } = Programs.WhySkip(programs);
}
