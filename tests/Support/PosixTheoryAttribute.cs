namespace EmotionAI.Tests;

/// <summary>Marks a theory that makes links, pipes, devices or permissions, and is skipped on systems other than Linux.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PosixTheoryAttribute : TheoryAttribute
{
    public override string? Skip { get; set; } = OperatingSystem.IsLinux() ? null : PosixFactAttribute.Reason;
}
