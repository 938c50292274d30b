namespace EmotionAI.Tests.Servers;

/// <summary>Is a broker of its own on free ports, in a temporary folder; the service of the package is not touched and need not run.</summary>
public sealed class RabbitMqServer : IAsyncLifetime, IDisposable
{
    internal const string Package = "rabbitmq-server";

    private readonly TemporaryFolder _folder = new();
    private readonly int _port = FreePort.Find();
    private readonly int _namesPort = FreePort.Find();
    private RunningProgram? _broker;

    internal static string? Program => DebianProgram.Find("rabbitmq-server", "/usr/lib/rabbitmq/lib", "sbin");

    public string Address => FormattableString.Invariant($"amqp://guest:guest@127.0.0.1:{_port}");

    public Task InitializeAsync() => Program is null ? Task.CompletedTask : StartAsync();

    public async Task StartAsync()
    {
        // As root the tests need not be the user that the package made; plugins are of no use here.
        var configuration = _folder.Write("rabbitmq.conf", FormattableString.Invariant($"listeners.tcp.local = 127.0.0.1:{_port}\nlog.console = true\nlog.file = false\ndisk_free_limit.absolute = 50MB\n"));
        _broker = new RunningProgram(Program!, [], Environment(configuration), _folder.Path);
        await _broker.UntilAsync(() => FreePort.IsOpen(_port));
    }

    /// <summary>Ends the broker as a power cut would; what it had confirmed is on its disk.</summary>
    public void Kill() => _broker!.Kill();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        if (_broker is not null)
        {
            _broker.Dispose();
            RunningProgram.Run("/usr/bin/epmd", ["-kill"], new Dictionary<string, string> { ["ERL_EPMD_PORT"] = FormattableString.Invariant($"{_namesPort}") });
        }

        _folder.Dispose();
    }

    private Dictionary<string, string> Environment(string configuration) => new()
    {
        ["HOME"] = _folder.Path,
        ["ERL_EPMD_PORT"] = FormattableString.Invariant($"{_namesPort}"),
        ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
        ["RABBITMQ_NODENAME"] = FormattableString.Invariant($"emotionai{_port}@localhost"),
        ["RABBITMQ_DIST_PORT"] = FormattableString.Invariant($"{FreePort.Find()}"),
        ["RABBITMQ_BASE"] = _folder.Path,
        ["RABBITMQ_MNESIA_BASE"] = _folder.File("mnesia"),
        ["RABBITMQ_LOG_BASE"] = _folder.File("log"),
        ["RABBITMQ_PID_FILE"] = _folder.File("pid"),
        ["RABBITMQ_CONFIG_FILE"] = Path.ChangeExtension(configuration, null),
        ["RABBITMQ_CONF_ENV_FILE"] = "/dev/null",
        ["RABBITMQ_ENABLED_PLUGINS_FILE"] = _folder.File("plugins"),
    };
}
