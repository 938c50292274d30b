namespace EmotionAI.Tests.Servers;

/// <summary>Marks a test that starts a server from Debian's packages, and is skipped by the name of the package where that is not installed.</summary>
/// <param name="package">The package.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ServerFactAttribute(string package) : FactAttribute
{
    public override string? Skip { get; set; } = Find(package) is null ? $"needs {package} (Debian package {package})" : null;

    private static string? Find(string package) => package switch
    {
        RabbitMqServer.Package => RabbitMqServer.Program,
        PostgresServer.Package => PostgresServer.Program,
        RedisServer.Package => RedisServer.Program,
        _ => throw new ArgumentOutOfRangeException(nameof(package)),
    };
}
