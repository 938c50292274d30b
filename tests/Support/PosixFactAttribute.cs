namespace EmotionAI.Tests;

/// <summary>Marks a test that makes links, pipes, devices or permissions, and is skipped on systems other than Linux.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PosixFactAttribute : FactAttribute
{
    public const string Reason = "makes links, pipes, devices or permissions as Linux has them";

    public override string? Skip { get; set; } = OperatingSystem.IsLinux() ? null : Reason;
}
