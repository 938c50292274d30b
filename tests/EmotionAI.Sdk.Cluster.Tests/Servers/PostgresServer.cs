namespace EmotionAI.Tests.Servers;

/// <summary>Is a database server of its own on a free port, in a temporary folder.</summary>
public sealed class PostgresServer : IAsyncLifetime, IDisposable
{
    internal const string Package = "postgresql";
    internal const string Password = "a secret:/?#";

    private readonly TemporaryFolder _folder = new();
    private readonly int _port = FreePort.Find();
    private RunningProgram? _server;

    internal static string? Program => DebianProgram.Find("postgres", "/usr/lib/postgresql", "bin");

    public string Address => FormattableString.Invariant($"postgresql://emotionai:{Uri.EscapeDataString(Password)}@127.0.0.1:{_port}/postgres");

    public string ConnectionString => FormattableString.Invariant($"Host=127.0.0.1;Port={_port};Username=emotionai;Password='{Password}';Database=postgres");

    private string Data => _folder.File("data");

    public async Task InitializeAsync()
    {
        if (Program is null)
        {
            return;
        }

        var password = _folder.Write("password", Password);
        if (Environment.UserName == "root")
        {
            // The server refuses to run as root.
            Assert.Equal(0, RunningProgram.Run("/bin/chown", ["-R", "nobody", _folder.Path]));
        }

        Assert.Equal(0, Run(Path.Combine(Path.GetDirectoryName(Program)!, "initdb"), "-D", Data, "-U", "emotionai", "-A", "scram-sha-256", "--pwfile", password, "-E", "UTF8", "--no-sync").WaitForEnd());
        await StartAsync();
    }

    public async Task StartAsync()
    {
        _server = Run(Program!, "-D", Data, "-p", FormattableString.Invariant($"{_port}"), "-c", "listen_addresses=127.0.0.1", "-k", _folder.Path, "-c", "fsync=off");
        await _server.UntilSaysAsync("ready to accept connections");
    }

    /// <summary>Ends the server as a power cut would.</summary>
    public void Kill() => _server!.Kill();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _server?.Dispose();
        _folder.Dispose();
    }

    private RunningProgram Run(string program, params string[] arguments) => Environment.UserName == "root"
        ? new RunningProgram("/usr/bin/setpriv", ["--reuid", "nobody", "--regid", "nogroup", "--clear-groups", program, .. arguments], folder: _folder.Path)
        : new RunningProgram(program, arguments, folder: _folder.Path);
}
