namespace EmotionAI.Tests.Servers;

/// <summary>Is a Redis of its own on a free port, which keeps nothing on the disk.</summary>
public sealed class RedisServer : IAsyncLifetime, IDisposable
{
    internal const string Package = "redis-server";

    private readonly TemporaryFolder _folder = new();
    private readonly int _port = FreePort.Find();
    private RunningProgram? _server;

    internal static string? Program => DebianProgram.Find("redis-server");

    public string Address => FormattableString.Invariant($"127.0.0.1:{_port}");

    public async Task InitializeAsync()
    {
        if (Program is { } program)
        {
            _server = new RunningProgram(program, ["--port", FormattableString.Invariant($"{_port}"), "--bind", "127.0.0.1", "--save", "", "--dir", _folder.Path]);
            await _server.UntilAsync(() => FreePort.IsOpen(_port));
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _server?.Dispose();
        _folder.Dispose();
    }
}
