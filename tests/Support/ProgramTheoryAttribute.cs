namespace EmotionAI.Tests;

/// <summary>Marks a theory that needs programs, and is skipped with their names where they are not installed.</summary>
/// <param name="programs">Their names.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ProgramTheoryAttribute(params string[] programs) : TheoryAttribute
{
    public override string? Skip { get; set; } = Programs.WhySkip(programs);
}
