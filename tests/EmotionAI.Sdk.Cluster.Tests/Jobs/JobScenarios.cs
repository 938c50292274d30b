using System.Globalization;
using System.Text.Json;
using EmotionAI.Jobs;
using EmotionAI.Tests.Hosts;

namespace EmotionAI.Tests.Jobs;

/// <summary>Holds what every queue has to stand, whichever it is.</summary>
internal static class JobScenarios
{
    private const string TextsVariable = "EMOTIONAI_CLUSTER_TEXTS";
    private const int UsualTexts = 600;

    /// <summary>A wait that is longer is one for ever.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly string[] Words = ["great", "awful", "thank you", "why", "I love it", "so sad", "no", "wow"];

    /// <summary>Gets the number of texts of a job; <c>eng/check-cluster.sh</c> asks for more.</summary>
    private static int Texts => int.TryParse(Environment.GetEnvironmentVariable(TextsVariable), NumberStyles.None, CultureInfo.InvariantCulture, out var texts) ? texts : UsualTexts;

    /// <summary>Workers are killed, the last one lives: nothing is missing, nothing doubled, all is as in the single process. Some rows cannot be read, and there are ids and fields.</summary>
    public static async Task KilledAsync(string address, Moment moment)
    {
        using var folder = new TemporaryFolder();
        var (input, output, prefix) = (WriteRows(folder), folder.File("emotions.jsonl"), Prefix());
        using (var first = HostProcess.Worker(address, prefix, moment, batches: 3))
        {
            // It is there before anybody has made the queue.
            await first.UntilSaysAsync("ready");
            var submitted = await JobTool.RunAsync(["submit", "--queue", address, "--prefix", prefix, "--input", input, "--job", "killed", "--id-column", "id", "--keep", "topic"]);
            Assert.True(submitted.ExitCode == 0, submitted.Error);
            first.WaitForEnd();
        }

        using var second = HostProcess.Worker(address, prefix);
        using var third = HostProcess.Worker(address, prefix);
        var finished = await JobTool.RunAsync(["status", "killed", "--queue", address, "--prefix", prefix, "--output", output]);

        Assert.True(finished.ExitCode == 1, FormattableString.Invariant($"{finished.ExitCode}: {finished.Output} {finished.Error}"));
        Assert.Equal(JobTool.Classify("text", "--mock", "--input", input, "--id-column", "id", "--keep", "topic"), File.ReadAllLines(output));
        await using var queue = await JobQueue.ConnectAsync(address, new JobQueueOptions { Prefix = prefix });
        await DoubledInALogAsync(queue, moment);
        var status = await new EmotionJob(queue, "killed").GetStatusAsync();
        Assert.Equal((Texts, Texts, 3L, 0L, 2), (status.Submitted, status.Done, status.Failed, status.Waiting, status.Workers));
        await new EmotionJob(queue, "killed").RemoveAsync();
    }

    /// <summary>Recordings, and what is none, give the lines of the tool.</summary>
    public static async Task RecordingsAsync(string address)
    {
        using var folder = new TemporaryFolder();
        var prefix = Prefix();
        folder.Write("a.wav", Wave(4_000));
        folder.Write("b.wav", "no recording");
        folder.Write("c.wav", Wave(20_000));
        var input = folder.Write("clips.csv", "call,path\n1,a.wav\n2,b.wav\n3,missing.wav\n4,c.wav\n");
        var output = folder.File("emotions.jsonl");

        var submitted = await JobTool.RunAsync(["submit", "--audio", "--queue", address, "--prefix", prefix, "--input", input, "--id-column", "call", "--job", "calls", "--all-scores"]);
        var worked = await JobTool.RunAsync(["work", "--audio", "--mock", "--queue", address, "--prefix", prefix, "--idle", "2", "--batch-size", "3"]);
        var finished = await JobTool.RunAsync(["status", "calls", "--queue", address, "--prefix", prefix, "--output", output]);

        Assert.True((submitted.ExitCode, worked.ExitCode, finished.ExitCode) == (0, 0, 1), submitted.Error + worked.Error + finished.Error);
        Assert.Equal(JobTool.Classify("audio", input, "--id-column", "call", "--mock", "--all-scores"), File.ReadAllLines(output));
        var again = await JobTool.RunAsync(["status", "calls", "--queue", address, "--prefix", prefix, "--output", output]);
        Assert.Contains("exists", again.Error, StringComparison.Ordinal);
    }

    /// <summary>The shipped model gives what it gives in the single process, to the last digit.</summary>
    public static async Task ShippedModelAsync(string address)
    {
        using var folder = new TemporaryFolder();
        var (output, prefix) = (folder.File("emotions.jsonl"), Prefix());
        var input = folder.Write("texts.txt", string.Join('\n', Enumerable.Range(0, 64).Select(i => $"{Words[i % Words.Length]} {Words[i / Words.Length]}")));
        using var worker = HostProcess.Worker(address, prefix, realModel: true);

        var run = await JobTool.RunAsync(["submit", "--queue", address, "--prefix", prefix, "--input", input, "--output", output, "--logits", "--top-k", "2"]);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(JobTool.Classify("text", "--input", input, "--logits", "--top-k", "2", "--threads", "1"), File.ReadAllLines(output));
    }

    /// <summary>An input that ends every worker is given up after some of them, and its neighbours are well.</summary>
    public static async Task DeadlyInputAsync(string address)
    {
        const int Deaths = 5;
        var prefix = Prefix();
        await using var queue = await JobQueue.ConnectAsync(address, new JobQueueOptions { Prefix = prefix });
        var job = new EmotionJob(queue, "deadly");
        string[] texts = [.. Enumerable.Range(0, 40).Select(i => i == 5 ? WorkerHost.Deadly : $"text {i}")];
        await job.SubmitAsync(texts.Select(text => new JobItem(text)).ToAsyncEnumerable());
        var finished = job.WaitAsync().WaitAsync(Patience);
        var workers = 0;
        while (!finished.IsCompleted)
        {
            using var worker = HostProcess.Worker(address, prefix);
            while (!worker.HasEnded && !finished.IsCompleted)
            {
                await Task.Delay(50);
            }

            workers++;
            Assert.True(workers <= Deaths + 2, $"{workers} workers ended, the last one: {worker}");
        }

        using var folder = new TemporaryFolder();
        var status = await job.WriteResultsAsync(folder.File("lines"));
        var lines = File.ReadAllLines(folder.File("lines"));
        Assert.Equal((40, 1), (status.Done, status.Failed));
        Assert.Contains("\"code\":\"inference-failed\"", lines[5], StringComparison.Ordinal);
        Assert.Equal([.. Enumerable.Range(0, 40)], lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("index").GetInt32()));
        Assert.Equal(texts, lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("input").GetString()));
    }

    /// <summary>The same submission changes nothing, one that was interrupted goes on, another one under the id is refused.</summary>
    public static async Task SubmittedAgainAsync(string address)
    {
        var prefix = Prefix();
        await using var queue = await JobQueue.ConnectAsync(address, new JobQueueOptions { Prefix = prefix });
        var job = new EmotionJob(queue, "again");
        var items = Enumerable.Range(0, 2_500).Select(i => new JobItem($"text {i}")).ToArray();

        await Assert.ThrowsAsync<IOException>(() => job.SubmitAsync(Interrupted(items, 1_700)));
        var interrupted = await job.GetStatusAsync();
        await job.SubmitAsync(items.ToAsyncEnumerable());
        await job.SubmitAsync(items.ToAsyncEnumerable());
        var status = await job.GetStatusAsync();

        Assert.Equal((1_000, false), (interrupted.Submitted, interrupted.IsSubmitted));
        Assert.Equal((2_500, true, 2_500), (status.Submitted, status.IsSubmitted, status.Waiting));
        foreach (var other in (IEnumerable<JobItem>[])[items[..2_400], [.. items, new JobItem("more")], [.. items[..9], new JobItem("other"), .. items[10..]]])
        {
            var refusal = await Assert.ThrowsAsync<EmotionAIException>(() => job.SubmitAsync(other.ToAsyncEnumerable()));
            Assert.Equal(EmotionErrorCodes.InputInvalid, refusal.Code);
        }

        var early = await Assert.ThrowsAsync<EmotionAIException>(() => job.WriteResultsAsync(Path.GetTempFileName()));
        Assert.Contains("2500 of 2500 items have no result yet", early.Message, StringComparison.Ordinal);
        await job.RemoveAsync();
        Assert.Contains("There is no job 'again'", (await Assert.ThrowsAsync<EmotionAIException>(() => job.GetStatusAsync())).Message, StringComparison.Ordinal);
    }

    /// <summary>The server is killed and comes back: worker and waiting caller go on by themselves.</summary>
    public static async Task ServerAwayAsync(string address, Action kill, Func<Task> start)
    {
        var prefix = Prefix();
        using var worker = HostProcess.Worker(address, prefix);
        await worker.UntilSaysAsync("ready");
        await using var queue = await JobQueue.ConnectAsync(address, new JobQueueOptions { Prefix = prefix });
        var (before, after) = (new EmotionJob(queue, "before"), new EmotionJob(queue, "after"));
        await before.SubmitAsync(Enumerable.Range(0, 50).Select(i => new JobItem($"text {i}")).ToAsyncEnumerable());
        await before.WaitAsync().WaitAsync(Patience);

        kill();
        var submitting = after.SubmitAsync(Enumerable.Range(0, 50).Select(i => new JobItem($"text {i}")).ToAsyncEnumerable());
        await Task.Delay(500);
        await start();
        await submitting;
        var status = await after.WaitAsync().WaitAsync(Patience);

        Assert.Equal(50, status.Done);
        Assert.Equal(50, (await before.GetStatusAsync()).Done);
    }

    /// <summary>The kill has to have done what is then put right: a log has the results of the batch in hand twice. A table cannot, and a kill at the other moment need not.</summary>
    private static async Task DoubledInALogAsync(JobQueue queue, Moment moment)
    {
        var record = await queue.FindAsync("killed", CancellationToken.None);
        var lines = 0;
        await foreach (var line in queue.ReadAsync(record!, CancellationToken.None))
        {
            lines++;
        }

        var doubled = queue.Address.StartsWith("amqp", StringComparison.Ordinal) && moment == Moment.BeforeAcknowledge;
        Assert.True(doubled ? lines > Texts : lines >= Texts, $"{lines} results of {Texts} texts");
    }

    private static byte[] Wave(int samples) => WavFile.Bytes([.. Enumerable.Range(0, samples).Select(i => (short)(8_000 * Math.Sin(i * i * 1e-5)))]);

    private static string Prefix() => $"t{Guid.NewGuid():N}"[..12];

    private static async IAsyncEnumerable<JobItem> Interrupted(JobItem[] items, int after)
    {
        foreach (var item in items[..after])
        {
            yield return item;
        }

        await Task.Yield();
        throw new IOException("interrupted");
    }

    private static string WriteRows(TemporaryFolder folder) => folder.Write("texts.jsonl", string.Join('\n', Enumerable.Range(0, Texts).Select(i => i switch
    {
        7 => "{\"id\":7,\"topic\":\"no text\"}",
        9 => "no JSON",
        20 => $"{{\"id\":20,\"text\":\"{new string('x', 1_000_001)}\"}}",
        _ => FormattableString.Invariant($"{{\"id\":{i},\"text\":\"{Words[i % Words.Length]} \\u0000 {i} é 😀\",\"topic\":[{i}.50,\"ü\"]}}"),
    })));
}
