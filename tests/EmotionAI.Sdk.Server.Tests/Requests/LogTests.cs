using System.Collections.Concurrent;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EmotionAI.Tests.Requests;

/// <summary>Reads what the server tells its log.</summary>
public sealed class LogTests
{
    [Theory]
    [InlineData("http://127.0.0.1:0", null, false)]
    [InlineData("http://127.0.0.2:0", null, false)]
    [InlineData("http://0.0.0.0:0", null, true)]
    [InlineData("http://*:0", null, true)]
    [InlineData("http://0.0.0.0:0", "key", false)]
    public async Task Start_BeyondThisMachineWithoutAKey_IsWarnedOf(string url, string? key, bool isWarned)
    {
        using var log = new KeptLog();
        await using var server = await ServerUnderTest.StartWithAsync(builder =>
        {
            builder.WebHost.UseUrls(url);
            builder.Logging.AddProvider(log);
            builder.Services.AddEmotionAI().AddServer(options => options.ApiKeys = key is null ? [] : [key]);
        });

        Assert.Equal(isWarned, log.Lines.Any(line => line.Contains("asks for no key", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Requests_OfEveryKind_LeaveNeitherKeysNorInputsInTheLog()
    {
        using var log = new KeptLog();
        await using var server = await ServerUnderTest.StartWithAsync(builder =>
        {
            builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log);
            builder.Services.AddEmotionAI().AddServer(options => (options.ApiKeys, options.MaxTextCharacters) = (["verysecret"], 40));
            builder.Services.AddSingleton<IEmotionClassifier<string>>(new FailingClassifier());
        });
        server.Client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer verysecret");
        foreach (var body in new[] { """{"inputs":"privatewords"}""", """{"inputs":["privatewords","b"]}""", "privatewords", """{"inputs":"privatewords privatewords privatewords privatewords"}""", """{"privatewords":1,"privatewords":2}""" })
        {
            using var answer = await server.PostJsonAsync("/predict", body);
            using var other = await server.PostJsonAsync("/v2/models/text/infer", body);
            Assert.DoesNotContain("privatewords privatewords", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        using var wrong = await server.Client.PostAsync("/predict/audio", new StringContent("privatewords"));

        Assert.Contains(log.Lines, line => line.Contains("failed", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, line => line.Contains("privatewords", StringComparison.Ordinal) || line.Contains("verysecret", StringComparison.Ordinal));
    }

    private sealed class KeptLog : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            Lines.Enqueue($"{state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
