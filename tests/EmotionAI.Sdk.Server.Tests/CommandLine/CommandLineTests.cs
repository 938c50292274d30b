using System.Net;
using System.Text.RegularExpressions;
using EmotionAI.Cli;

namespace EmotionAI.Tests.CommandLine;

public sealed partial class CommandLineTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();
    private readonly Dictionary<string, string> _environment = [];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--prot", "Did you mean '--port'?")]
    [InlineData("--port=99999", "'99999'; allowed: a whole number from 0 to 65535")]
    [InlineData("--model=x", "allowed: NAME=DIR")]
    [InlineData("--model==x", "allowed: NAME=DIR")]
    [InlineData("--urls=http://localhost:1;--port=2", "one or the other")]
    [InlineData("--urls=nonsense", "addresses such as")]
    [InlineData("--urls=http://127.0.0.1:0/a/path", "without a path")]
    [InlineData("--urls=ftp://127.0.0.1:0", "addresses such as")]
    [InlineData("--host=every where", "localhost or an IP address")]
    public async Task Run_WrongArguments_IsAUsageError(string arguments, string said)
    {
        Assert.Equal(2, await RunAsync(arguments.Split(";--").Select((part, i) => i == 0 ? part : $"--{part}").ToArray()));

        Assert.Contains(said, _error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Try 'emotionai-serve --help'", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_Help_HasExamples()
    {
        Assert.Equal(0, await RunAsync("--help"));

        Assert.Contains("Examples:", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("emotionai-serve --port 8080", _output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a=/nowhere", "'/nowhere' does not exist")]
    [InlineData("audio=TEXT", "is a model for text")]
    [InlineData("a=TEXT a=TEXT", "gives the name 'a' twice")]
    public async Task Run_ModelThatCannotServe_IsASentence(string models, string said)
    {
        TinyTextModel.Write(_folder.Path);

        var arguments = models.Split(' ').SelectMany(model => new[] { "--model", model.Replace("TEXT", _folder.Path, StringComparison.Ordinal) }).ToArray();

        Assert.Equal(1, await RunAsync([.. arguments, "--port", "0"]));
        Assert.Contains(said, _error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_PortInUse_IsASentence()
    {
        await using var server = await ServerUnderTest.StartAsync();

        Assert.Equal(1, await RunAsync("--port", $"{server.Client.BaseAddress!.Port}"));

        Assert.Contains("is in use", _error.ToString(), StringComparison.Ordinal);
        Assert.Contains("--port", _error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_HttpsWithoutACertificate_IsASentence()
    {
        Assert.Equal(1, await RunAsync("--urls", "https://127.0.0.1:0"));

        Assert.Contains("certificate", _error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_KeyFileWithoutAKey_IsASentence()
    {
        Assert.Equal(1, await RunAsync("--api-key-file", _folder.Write("keys", "\n\n")));

        Assert.Contains("holds no key", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WithModelsAndKeys_ServesThemUntilItIsToldToEnd()
    {
        TinyTextModel.Write(_folder.File("tiny"));
        _environment["EMOTIONAI_API_KEY"] = "of the environment";
        using var end = new CancellationTokenSource();
        var running = RunAsync(["--port", "0", "--model", $"tiny={_folder.File("tiny")}", "--api-key-file", _folder.Write("keys", "first\nsecond\n"), "--max-batch", "1"], end.Token);
        using var client = new HttpClient { BaseAddress = new Uri(await AddressAsync(running)) };

        using var refused = await client.GetAsync("/models");
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer of the environment");
        using var models = await client.GetAsync("/models");
        client.DefaultRequestHeaders.Remove("Authorization");
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer second");
        using var tiny = await client.PostAsync("/predict?model=tiny", new StringContent("""{"inputs":"hi"}""", System.Text.Encoding.UTF8, "application/json"));
        using var batch = await client.PostAsync("/", new StringContent("""{"inputs":["a","b"]}""", System.Text.Encoding.UTF8, "application/json"));
        await end.CancelAsync();

        Assert.Equal(0, await running);
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.RequestEntityTooLarge), (refused.StatusCode, models.StatusCode, tiny.StatusCode, batch.StatusCode));
        Assert.Contains("tiny", await models.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("tiny", _output.ToString(), StringComparison.Ordinal);
    }

    [GeneratedRegex("listens on (http://[^\\s]+)")]
    private static partial Regex Address { get; }

    private async Task<string> AddressAsync(Task running)
    {
        while (!running.IsCompleted)
        {
            if (Address.Match(Said(_output)) is { Success: true } found)
            {
                return found.Groups[1].Value;
            }

            await Task.Delay(50);
        }

        throw new InvalidOperationException(_error.ToString());
    }

    private static string Said(StringWriter writer)
    {
        lock (writer)
        {
            return writer.ToString();
        }
    }

    private Task<int> RunAsync(params string[] arguments) => RunAsync(arguments, CancellationToken.None);

    private Task<int> RunAsync(string[] arguments, CancellationToken end) =>
        EmotionAI.Server.Cli.CommandLine.RunAsync(arguments, new CommandConsole { Input = TextReader.Null, Output = TextWriter.Synchronized(_output), Error = TextWriter.Synchronized(_error), Environment = name => _environment.GetValueOrDefault(name) }, end);
}
