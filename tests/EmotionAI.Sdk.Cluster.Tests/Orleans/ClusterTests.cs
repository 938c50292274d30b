using System.Globalization;
using EmotionAI.Mocks;
using EmotionAI.Tests.Hosts;
using EmotionAI.Tests.Servers;
using EmotionAI.Text;

namespace EmotionAI.Tests.Orleans;

public sealed class ClusterTests(RedisServer redis) : IClassFixture<RedisServer>
{
    private const string TextsVariable = "EMOTIONAI_CLUSTER_TEXTS";
    private const int UsualTexts = 1_000;

    /// <summary>Two silos in two processes, one of which is killed among the texts.</summary>
    [ServerFact(RedisServer.Package)]
    public async Task Silo_KilledAmongTexts_LosesAndDoublesNothing()
    {
        var count = int.TryParse(Environment.GetEnvironmentVariable(TextsVariable), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : UsualTexts;
        string[] texts = [.. Enumerable.Range(0, count).Select(i => FormattableString.Invariant($"text {i} é 😀"))];
        using var first = HostProcess.Silo("redis", redis.Address, FreePort.Find(), FreePort.Find(), realModel: false);
        using var second = HostProcess.Silo("redis", redis.Address, FreePort.Find(), FreePort.Find(), realModel: false);
        await first.UntilSaysAsync("ready");
        await second.UntilSaysAsync("ready");
        await using var client = await ClusterClient.ConnectAsync(options => (options.Redis, options.BatchSize, options.MaxParallel, options.AttemptTimeout) = (redis.Address, 4, 4, TimeSpan.FromSeconds(3)));
        using var mock = new MockTextEmotionClassifier();

        var done = 0;
        var answering = Task.Run(() => texts.Chunk(50).SelectMany(some =>
        {
            var predictions = client.Texts.ClassifyBatch(some);
            Interlocked.Add(ref done, some.Length);
            return predictions;
        }).ToArray());
        SpinWait.SpinUntil(() => Volatile.Read(ref done) >= count / 4 || answering.IsCompleted);
        Assert.False(answering.IsCompleted);
        first.Kill();
        var predictions = await answering.WaitAsync(TimeSpan.FromMinutes(5));

        Assert.Equal(texts.Select(text => Seen(mock.Classify(text))), predictions.Select(Seen));
    }

    /// <summary>The shipped model behind the local clustering that is the default, text and speech.</summary>
    [Fact]
    public async Task Cluster_WithTheShippedModels_AnswersAsTheSingleProcess()
    {
        var (siloPort, gatewayPort) = (FreePort.Find(), FreePort.Find());
        using var silo = HostProcess.Silo("local", "-", siloPort, gatewayPort, realModel: true);
        await silo.UntilSaysAsync("ready");
        await using var client = await ClusterClient.ConnectAsync(options => options.GatewayPort = gatewayPort);
        using var own = TextEmotionClassifier.LoadDefault(new TextEmotionOptions { Threads = 1 });
        string[] texts = [.. Enumerable.Range(0, 100).Select(i => $"I can't believe we won {i} times!")];
        var clip = new AudioClip(Enumerable.Range(0, 16_000).Select(i => MathF.Sin(i * .05f) * (i / 16_000f)).ToArray(), 16_000) { IsIncomplete = true };
        using var speech = EmotionAI.Audio.AudioEmotionClassifier.LoadDefault();

        var predictions = client.Texts.ClassifyBatch(texts, new ClassificationOptions { TopK = 1 });
        var heard = await client.Clips.ClassifyAsync(clip);
        var fault = await Assert.ThrowsAsync<EmotionAIException>(async () => await client.Texts.ClassifyAsync(new string('x', 1_000_001)));

        var huge = Assert.Throws<EmotionAIException>(() => client.Clips.Classify(new AudioClip(new float[5_000_000], 16_000)));
        Assert.Equal(EmotionErrorCodes.LimitExceeded, huge.Code);
        Assert.Equal(own.ClassifyBatch(texts, new ClassificationOptions { TopK = 1 }).Select(Seen), predictions.Select(Seen));
        Assert.Equal(Seen(speech.Classify(clip)), Seen(heard));
        Assert.True(heard.IsIncomplete);
        Assert.Equal(EmotionErrorCodes.LimitExceeded, fault.Code);
        Assert.Equal(PublicValues.Of(own.Metadata), PublicValues.Of(client.Texts.Metadata));
        Assert.Equal(own.Metadata.ModelId, client.Texts.GetService<EmotionClassifierMetadata>()!.ModelId);
    }

    /// <summary>Silos that find each other by PostgreSQL; the first makes the tables.</summary>
    [ServerFact(PostgresServer.Package)]
    public async Task Cluster_ByPostgres_Answers()
    {
        using var postgres = new PostgresServer();
        await postgres.InitializeAsync();
        using var first = HostProcess.Silo("postgres", postgres.ConnectionString, FreePort.Find(), FreePort.Find(), realModel: false);
        using var second = HostProcess.Silo("postgres", postgres.ConnectionString, FreePort.Find(), FreePort.Find(), realModel: false);
        await first.UntilSaysAsync("ready");
        await second.UntilSaysAsync("ready");
        await using var client = await ClusterClient.ConnectAsync(options => options.Postgres = postgres.ConnectionString);
        using var mock = new MockTextEmotionClassifier();
        string[] texts = [.. Enumerable.Range(0, 200).Select(i => $"text {i}")];

        Assert.Equal(texts.Select(text => Seen(mock.Classify(text))), client.Texts.ClassifyBatch(texts).Select(Seen));
    }

    /// <summary>Where no silo is left, that is a typed error after the deadline.</summary>
    [Fact]
    public async Task Call_WithoutASilo_EndsAtTheDeadline()
    {
        var gatewayPort = FreePort.Find();
        using var silo = HostProcess.Silo("local", "-", FreePort.Find(), gatewayPort, realModel: false);
        await silo.UntilSaysAsync("ready");
        await using var client = await ClusterClient.ConnectAsync(options => (options.GatewayPort, options.AttemptTimeout, options.Deadline) = (gatewayPort, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3)));
        client.Texts.Classify("warm");
        silo.Kill();

        var fault = await Assert.ThrowsAsync<EmotionAIException>(async () => await client.Texts.ClassifyAsync("cold"));

        Assert.Equal(EmotionErrorCodes.ServiceUnavailable, fault.Code);
    }

    private static string Seen(EmotionPrediction prediction) => PublicValues.Of(prediction);
}
