using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;

namespace EmotionAI.Benchmarks;

/// <summary>Lets 64 callers ask <c>emotionai-serve</c> for ten times what it can, and fails where it breaks a promise of docs/performance.md. Needs the folder 'shared' beside the checkout.</summary>
internal static class ServerOverload
{
    private const int Callers = 64;
    private const int QueueLimit = 16;
    private const int Times = 10;
    private const double MemoryPromised = 32;
    private const double CpuPromised = 1;

    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(TimeSpan duration)
    {
        var texts = SharedFolder.Texts("test");
        using var server = await ServedProcess.StartAsync("--queue-limit", $"{QueueLimit}");
        var right = await AnswersAsync(server, texts[..10]);
        await LoadAsync(server, texts, QueueLimit, pace: TimeSpan.Zero, duration / 4);
        var (cpu, time) = (server.Cpu, Stopwatch.StartNew());
        var calm = await LoadAsync(server, texts, QueueLimit, pace: TimeSpan.Zero, duration / 4);
        var capacity = calm.Count / time.Elapsed.TotalSeconds;
        var cpuOfAnswer = (server.Cpu - cpu) / calm.Count;
        var (memory, highest) = (server.Memory, server.Memory);
        cpu = server.Cpu;

        using var ended = new CancellationTokenSource();
        var watching = WatchAsync();
        var calls = await LoadAsync(server, texts, Callers, TimeSpan.FromSeconds(Callers / (Times * capacity)), duration);
        await ended.CancelAsync();
        await watching;

        var answered = calls.Count(call => call.Status == HttpStatusCode.OK);
        double[] refused = [.. calls.Where(call => call.Status == HttpStatusCode.TooManyRequests).Select(call => call.Milliseconds).Order()];
        var cancelled = calls.Count(call => call.Status == HttpStatusCode.RequestTimeout);
        var cpuOfRefusal = (server.Cpu - cpu - (answered * cpuOfAnswer)) / Math.Max(1, refused.Length);
        var isRight = !server.HasExited && right.SequenceEqual(await AnswersAsync(server, texts[..10]));
        var isWhole = answered + refused.Length + cancelled == calls.Count;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            ## Overload

            {Callers} callers for {duration.TotalSeconds} s, .NET {Environment.Version}, {Environment.ProcessorCount} cores, with the callers on the same machine; at most {QueueLimit} texts wait

            | | |
            |---|---:|
            | answered a second by {QueueLimit} callers without overload | {capacity:0} |
            | asked a second | {calls.Count / duration.TotalSeconds:0} |
            | asked | {calls.Count} |
            | answered | {answered} |
            | refused with 429 and Retry-After | {refused.Length} |
            | cancelled by the caller | {cancelled} |
            | anything else | {calls.Count - answered - refused.Length - cancelled} |
            | CPU ms of an answer without overload | {cpuOfAnswer:0.00} |
            | CPU ms of a refusal, answers taken off as they cost without overload | {cpuOfRefusal:0.000} |
            | ms until a refusal, median and 99 % | {(refused.Length == 0 ? 0 : refused[refused.Length / 2]):0.0}, {(refused.Length == 0 ? 0 : refused[refused.Length * 99 / 100]):0.0} |
            | resident MB before, at most during | {memory:0}, {highest:0} |
            | the same ten answers afterwards | {(isRight ? "yes" : "no")} |
            """));
        return isRight && isWhole && refused.Length > answered && cpuOfRefusal <= CpuPromised && highest - memory <= MemoryPromised ? 0 : 1;

        async Task WatchAsync()
        {
            while (!ended.IsCancellationRequested && !server.HasExited)
            {
                highest = Math.Max(highest, server.Memory);
                await Task.Delay(TimeSpan.FromMilliseconds(100), CancellationToken.None);
            }
        }
    }

    private static async Task<ConcurrentBag<(HttpStatusCode Status, double Milliseconds)>> LoadAsync(ServedProcess server, string[] texts, int callers, TimeSpan pace, TimeSpan duration)
    {
        var calls = new ConcurrentBag<(HttpStatusCode, double)>();
        var next = 0;
        var time = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            for (var (round, due) = (1, pace * caller / callers); time.Elapsed < duration; round++, due += pace)
            {
                // Nobody who has waited for an answer makes up for it by asking faster.
                var late = time.Elapsed - due;
                due = late > pace ? time.Elapsed : due;
                await Task.Delay(late < TimeSpan.Zero ? -late : TimeSpan.Zero);
                using var leaving = new CancellationTokenSource();
                if (pace > TimeSpan.Zero && round % 100 == caller)
                {
                    leaving.CancelAfter(TimeSpan.FromMilliseconds(5));
                }

                var start = Stopwatch.GetTimestamp();
                var status = await AskAsync(server, texts[Interlocked.Increment(ref next) % texts.Length], leaving.Token);
                calls.Add((status, Stopwatch.GetElapsedTime(start).TotalMilliseconds));
            }
        })));
        return calls;
    }

    /// <returns>The status; that of a time-out for a call that the caller has left, and 500 where the connection broke or a refusal does not say when to come again.</returns>
    private static async Task<HttpStatusCode> AskAsync(ServedProcess server, string text, CancellationToken leaving)
    {
        try
        {
            using var answer = await server.Client.PostAsJsonAsync("/predict", new { inputs = text }, leaving);
            return answer.StatusCode == HttpStatusCode.TooManyRequests && answer.Headers.RetryAfter is null ? HttpStatusCode.InternalServerError : answer.StatusCode;
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
            return HttpStatusCode.RequestTimeout;
        }
        catch (HttpRequestException)
        {
            return HttpStatusCode.InternalServerError;
        }
    }

    /// <summary>Gives the best label of each text.</summary>
    private static async Task<List<string>> AnswersAsync(ServedProcess server, string[] texts)
    {
        List<string> best = [];
        foreach (var text in texts)
        {
            using var answer = await server.Client.PostAsJsonAsync("/predict", new { inputs = text });
            best.Add((await answer.Content.ReadFromJsonAsync<List<Answer>>())![0].Label);
        }

        return best;
    }

    private sealed record Answer(string Label, float Score);
}
