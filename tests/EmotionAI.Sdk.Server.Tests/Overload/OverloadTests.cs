using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using EmotionAI.Batching;
using Microsoft.Extensions.DependencyInjection;

namespace EmotionAI.Tests.Overload;

/// <summary>64 callers who want ten times what the server can. <c>dotnet run -c Release --project benchmarks/EmotionAI.Sdk.Benchmarks -- overload</c> does so for 20 s with the real model.</summary>
[Collection(nameof(OverloadTests))]
[CollectionDefinition(nameof(OverloadTests), DisableParallelization = true)]
public sealed class OverloadTests
{
    private const int Callers = 64;
    private const int BatchSize = 4;
    private const int QueueLimit = 16;
    private const long MemoryAllowed = 32 << 20;

    private static readonly TimeSpan Run = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(3);

    /// <summary>So often each caller asks: all of them ten times as often as the model can answer.</summary>
    private static readonly TimeSpan Pace = Run * Callers / (10 * BatchSize);

    [Fact]
    public async Task Predict_TenTimesTheCapacity_AnswersRefusesByTypeAndLosesNothing()
    {
        var slow = new SlowClassifier(Run);
        await using var server = await StartAsync(slow);
        await AskAsync(server, "0", CancellationToken.None);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var outcomes = new ConcurrentQueue<(string Text, Outcome Outcome)>();
        var next = 0;
        var time = Stopwatch.StartNew();

        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            for (var round = 0; time.Elapsed < Duration; round++)
            {
                var text = Interlocked.Increment(ref next).ToString(CultureInfo.InvariantCulture);
                using var leaving = new CancellationTokenSource();
                if (round % 8 == caller % 8)
                {
                    leaving.CancelAfter(Run / 2);
                }

                outcomes.Enqueue((text, await AskAsync(server, text, leaving.Token)));
                await Task.Delay(Pace);
            }
        })));

        var counts = outcomes.CountBy(outcome => outcome.Outcome).ToDictionary();
        Assert.Equal(next, outcomes.Count);
        Assert.Equal(next, counts.GetValueOrDefault(Outcome.Answered) + counts.GetValueOrDefault(Outcome.Refused) + counts.GetValueOrDefault(Outcome.Cancelled));
        Assert.All(Enum.GetValues<Outcome>(), outcome => Assert.True(counts.GetValueOrDefault(outcome) > 0, $"none of {next} was {outcome}"));
        Assert.InRange(counts[Outcome.Refused], counts[Outcome.Answered], next);
        Assert.Empty(slow.Seen.Intersect(outcomes.Where(outcome => outcome.Outcome == Outcome.Refused).Select(outcome => outcome.Text)));
        Assert.Equal(slow.Seen.Count, slow.Seen.Distinct().Count());
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, MemoryAllowed);
        Assert.Equal(Outcome.Answered, await AskAsync(server, "7", CancellationToken.None));
    }

    /// <summary>Nothing that is refused waits for the model: it answers nobody meanwhile.</summary>
    [Fact]
    public async Task Predict_ModelThatHangs_RefusesAtOnceAndAnswersThoseWhoWaitAfterwards()
    {
        var slow = new SlowClassifier(TimeSpan.Zero);
        await using var server = await StartAsync(slow);
        var batching = (BatchingEmotionClassifier<string>)server.Services.GetRequiredService<IEmotionClassifier<string>>();
        slow.Hold();
        var waiting = Enumerable.Range(0, QueueLimit + 1).Select(i => AskAsync(server, $"{i}", CancellationToken.None)).ToArray();
        Assert.True(SpinWait.SpinUntil(() => batching.QueueLength == QueueLimit, TimeSpan.FromSeconds(20)));

        await RefuseAsync(rounds: 10);
        var cpu = Environment.CpuUsage.TotalTime;
        await RefuseAsync(rounds: 30);

        // The callers, which are in this process, have their share in it.
        Assert.InRange((Environment.CpuUsage.TotalTime - cpu) / (30 * Callers), TimeSpan.Zero, TimeSpan.FromMilliseconds(1));
        Assert.DoesNotContain(waiting, call => call.IsCompleted);
        slow.Release();
        Assert.All(await Task.WhenAll(waiting), outcome => Assert.Equal(Outcome.Answered, outcome));
        Assert.DoesNotContain("99", slow.Seen);

        Task RefuseAsync(int rounds) => Task.WhenAll(Enumerable.Range(0, Callers).Select(async _ =>
        {
            for (var i = 0; i < rounds; i++)
            {
                Assert.Equal(Outcome.Refused, await AskAsync(server, "99", CancellationToken.None));
            }
        }));
    }

    private static Task<ServerUnderTest> StartAsync(SlowClassifier slow) => ServerUnderTest.StartWithAsync(builder =>
    {
        builder.Services.AddEmotionAI(options => options.UseMockModels = true).AddServer();
        builder.Services.AddSingleton<IEmotionClassifier<string>>(new BatchingEmotionClassifier<string>(slow, new BatchingOptions { MaxBatchSize = BatchSize, QueueLimit = QueueLimit }));
    });

    private static async Task<Outcome> AskAsync(ServerUnderTest server, string text, CancellationToken leaving)
    {
        try
        {
            using var content = new StringContent($$"""{"inputs":"{{text}}"}""", System.Text.Encoding.UTF8, "application/json");
            using var answer = await server.Client.PostAsync("/predict", content, leaving);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
            {
                using var refusal = await answer.ReadAsync(HttpStatusCode.TooManyRequests);
                Assert.Equal((EmotionErrorCodes.Overloaded, "Overloaded"), (refusal.RootElement.GetProperty("code").GetString(), refusal.RootElement.GetProperty("error_type").GetString()));
                Assert.NotNull(answer.Headers.RetryAfter?.Delta);
                return Outcome.Refused;
            }

            using var read = await answer.ReadAsync(HttpStatusCode.OK);
            Assert.Equal(text, read.RootElement[0].GetProperty("score").GetSingle().ToString(CultureInfo.InvariantCulture));
            return Outcome.Answered;
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
            return Outcome.Cancelled;
        }
    }

    private enum Outcome
    {
        Answered,
        Refused,
        Cancelled,
    }
}
