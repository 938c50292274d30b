using System.Diagnostics;

namespace EmotionAI.Benchmarks;

/// <summary>Runs <c>emotionai-serve</c> as a process of its own, whose processor time and memory are its own.</summary>
internal sealed class ServedProcess : IDisposable
{
    private readonly Process _process;

    private ServedProcess(Process process, Uri address)
    {
        _process = process;
        Client = new HttpClient(new SocketsHttpHandler { PooledConnectionIdleTimeout = TimeSpan.FromMinutes(5) }) { BaseAddress = address };
    }

    public HttpClient Client { get; }

    public bool HasExited => _process.HasExited;

    /// <summary>Gets the processor time so far, in ms.</summary>
    public double Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime.TotalMilliseconds;
        }
    }

    /// <summary>Gets the resident memory, in MB.</summary>
    public double Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1e6;
        }
    }

    /// <summary>Starts it on a free port, with the models of the packages.</summary>
    public static async Task<ServedProcess> StartAsync(params string[] arguments)
    {
        var program = Path.Combine(SecondCore.Repository(), "artifacts", "bin", "EmotionAI.Sdk.Server.Cli", "release", "emotionai-serve.dll");
        var process = Process.Start(new ProcessStartInfo("dotnet", [program, "--port", "0", .. arguments]) { RedirectStandardOutput = true })!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Split(" listens on ") is [_, var address])
            {
                _ = process.StandardOutput.ReadToEndAsync();
                return new ServedProcess(process, new Uri(address));
            }
        }

        throw new InvalidOperationException($"{program} has not started.");
    }

    public void Dispose()
    {
        Client.Dispose();
        _process.Kill();
        _process.Dispose();
    }
}
