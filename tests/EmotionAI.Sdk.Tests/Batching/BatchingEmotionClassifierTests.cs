using EmotionAI.Batching;

namespace EmotionAI.Tests.Batching;

public sealed class BatchingEmotionClassifierTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [Fact]
    public void Classify_NothingRuns_RunsAtOnceOnTheThreadOfItsCaller()
    {
        var thread = 0;
        var fake = new FakeClassifier { Running = () => thread = Environment.CurrentManagedThreadId };
        using var batching = new BatchingEmotionClassifier<string>(fake);

        var prediction = batching.Classify("a");

        Assert.Equal(("a", Environment.CurrentManagedThreadId), (prediction.ModelId, thread));
    }

    [Fact]
    public async Task ClassifyAsync_WhatCameDuringARun_IsTheNextBatchInItsOrder()
    {
        var fake = new FakeClassifier();
        await using var batching = new BatchingEmotionClassifier<string>(fake, new BatchingOptions { MaxBatchSize = 4 });

        var answers = await HeldAsync(fake, batching, 11);

        Assert.Equal(Names(11), answers.Select(answer => answer.ModelId));
        Assert.Equal(["0", "1 2 3 4", "5 6 7 8", "9 10"], fake.Runs.Select(run => string.Join(' ', run)));
    }

    [Theory]
    [InlineData(nameof(ClassificationOptions.TopK), 2, 3)]
    [InlineData(nameof(ClassificationOptions.Threshold), .25, .75)]
    [InlineData(nameof(ClassificationOptions.SpeechGate), true, false)]
    public async Task ClassifyAsync_OtherOptionsInOneBatch_AreEachTheirOwn(string property, object first, object second)
    {
        var fake = new FakeClassifier();
        await using var batching = new BatchingEmotionClassifier<string>(fake);
        ClassificationOptions?[] options = [With(first), null, With(second), With(first), new ClassificationOptions(), With(second)];
        var (running, calls) = await QueueAsync(fake, batching, options);
        Array.ForEach(options, used => used?.TopK = 9);
        fake.Release();

        var answers = await Task.WhenAll(calls);

        await running;
        string[] expected = [Told(With(first)), Told(null), Told(With(second)), Told(With(first)), Told(null), Told(With(second))];
        Assert.Equal(expected, answers.Select(answer => answer.Top.Label));
        Assert.Equal(["first", "0 3", "1 4", "2 5"], fake.Runs.Select(run => string.Join(' ', run)));

        ClassificationOptions With(object value)
        {
            var made = new ClassificationOptions();
            typeof(ClassificationOptions).GetProperty(property)!.SetValue(made, value);
            return made;
        }

        static string Told(ClassificationOptions? used) => $"{used?.TopK} {used?.Threshold} {used?.SpeechGate}";
    }

    /// <summary>The test above has a line for every property: whoever adds one must say that it parts a batch.</summary>
    [Fact]
    public void ClassificationOptions_Properties_AreThoseThatPartABatch() => Assert.Equal(
        [nameof(ClassificationOptions.SpeechGate), nameof(ClassificationOptions.Threshold), nameof(ClassificationOptions.TopK)],
        typeof(ClassificationOptions).GetProperties().Select(property => property.Name).Order(StringComparer.Ordinal));

    [Fact]
    public async Task ClassifyAsync_BadInputAmongGood_OnlyItFailsAndTheOthersStayTogether()
    {
        var fake = new FakeClassifier { Fault = input => input == "5" ? new EmotionAIException(EmotionErrorCodes.LimitExceeded, "5 is bad") : null };
        await using var batching = new BatchingEmotionClassifier<string>(fake);
        var (running, calls) = await QueueAsync(fake, batching, new ClassificationOptions?[8]);
        fake.Release();

        var failure = await Assert.ThrowsAsync<EmotionAIException>(() => calls[5]);

        Assert.Equal("5 is bad", failure.Message);
        Assert.Equal(["0", "1", "2", "3", "4", "6", "7"], (await Task.WhenAll([.. calls[..5], .. calls[6..]])).Select(answer => answer.ModelId));
        Assert.Equal(["first", "0 1 2 3 4 5 6 7", "0 1 2 3", "4 5 6 7", "4 5", "4", "5", "6 7"], fake.Runs.Select(run => string.Join(' ', run)));
        await running;
    }

    [Fact]
    public async Task ClassifyAsync_ModelThatFails_FailsTheBatchOnceAndServesTheNext()
    {
        var fails = true;
        var fake = new FakeClassifier { Fault = input => input != "first" && fails ? new InvalidOperationException("no memory") : null };
        await using var batching = new BatchingEmotionClassifier<string>(fake);
        var (_, calls) = await QueueAsync(fake, batching, new ClassificationOptions?[3]);
        fake.Release();

        foreach (var call in calls)
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => call);
        }

        fails = false;
        Assert.Equal(2, fake.Runs.Count);
        Assert.Equal("next", (await batching.ClassifyAsync("next")).ModelId);
    }

    [Fact]
    public async Task ClassifyAsync_CancelledWhileItWaits_LeavesAtOnceAndNeverRuns()
    {
        var fake = new FakeClassifier();
        await using var batching = new BatchingEmotionClassifier<string>(fake);
        using var cancelled = new CancellationTokenSource();
        var (first, calls) = await QueueAsync(fake, batching, new ClassificationOptions?[3], i => i == 1 ? cancelled.Token : default);

        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => calls[1].WaitAsync(Soon));
        fake.Release();
        Assert.Equal(["0", "2"], (await Task.WhenAll(calls[0], calls[2])).Select(answer => answer.ModelId));
        await first;
        Assert.DoesNotContain("1", fake.Runs.SelectMany(run => run));
    }

    [Fact]
    public async Task ClassifyAsync_CancelledAlone_EndsItsRun()
    {
        var fake = new FakeClassifier();
        await using var batching = new BatchingEmotionClassifier<string>(fake);
        using var cancelled = new CancellationTokenSource();
        var (first, calls) = await QueueAsync(fake, batching, [null], _ => cancelled.Token, hold: true);
        fake.AwaitRuns(2);

        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => calls[0].WaitAsync(Soon));
        await first;
        Assert.True(SpinWait.SpinUntil(() => fake.IsIdle, Soon));
    }

    [Fact]
    public async Task ClassifyAsync_CancelledInARunningBatch_LeavesAtOnceAndTheOthersAreAnswered()
    {
        var fake = new FakeClassifier();
        await using var batching = new BatchingEmotionClassifier<string>(fake);
        using var cancelled = new CancellationTokenSource();
        var (first, calls) = await QueueAsync(fake, batching, new ClassificationOptions?[3], i => i == 1 ? cancelled.Token : default, hold: true);
        await first;
        fake.AwaitRuns(2);

        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => calls[1].WaitAsync(Soon));
        Assert.False(calls[0].IsCompleted);
        fake.Release();
        Assert.Equal(["0", "2"], (await Task.WhenAll(calls[0], calls[2])).Select(answer => answer.ModelId));
    }

    [Fact]
    public async Task ClassifyAsync_DeadlineOverInTheQueue_EndsByItsCodeAndNeverRuns()
    {
        var fake = new FakeClassifier { HeedsTokens = false };
        await using var batching = new BatchingEmotionClassifier<string>(fake, new BatchingOptions { Deadline = TimeSpan.FromMilliseconds(50) });
        fake.Hold();
        var running = batching.ClassifyAsync("runs").AsTask();
        fake.AwaitRuns(1);

        var calls = new[] { batching.ClassifyAsync("waits").AsTask(), Task.Run(() => batching.Classify("waits")), Task.Run(() => batching.ClassifyBatch(["waits", "waits"])[0]) };

        foreach (var call in calls)
        {
            var failure = await Assert.ThrowsAsync<EmotionAIException>(() => call.WaitAsync(Soon));
            Assert.Equal(EmotionErrorCodes.DeadlineExceeded, failure.Code);
            Assert.Contains("0.05 s", failure.Message, StringComparison.Ordinal);
        }

        fake.Release();
        await running;
        Assert.True(SpinWait.SpinUntil(() => batching.QueueLength == 0, Soon));
        Assert.DoesNotContain("waits", fake.Runs.SelectMany(run => run));
    }

    /// <summary>The run ends and the call ends, whichever is first: the reason is the same.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task ClassifyAsync_DeadlineOverInItsRun_EndsByItsCode(int delayTicks)
    {
        for (var round = 0; round < 20; round++)
        {
            var fake = new FakeClassifier();
            await using var batching = new BatchingEmotionClassifier<string>(fake, new BatchingOptions { Deadline = TimeSpan.FromMilliseconds(30), MaxQueueDelay = TimeSpan.FromTicks(delayTicks) });
            fake.Hold();
            var call = batching.ClassifyAsync("runs").AsTask();

            Assert.Equal(EmotionErrorCodes.DeadlineExceeded, (await Assert.ThrowsAsync<EmotionAIException>(() => call.WaitAsync(Soon))).Code);

            fake.Release();
        }
    }

    [Fact]
    public async Task ClassifyAsync_CancelledBeforeItsDeadline_IsCancelled()
    {
        var fake = new FakeClassifier();
        await using var batching = new BatchingEmotionClassifier<string>(fake, new BatchingOptions { Deadline = TimeSpan.FromMinutes(1) });
        using var cancelled = new CancellationTokenSource();
        var (_, calls) = await QueueAsync(fake, batching, [null], _ => cancelled.Token);

        await cancelled.CancelAsync();

        Assert.Equal(cancelled.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => calls[0].WaitAsync(Soon))).CancellationToken);
        fake.Release();
    }

    [Fact]
    public async Task Classify_QueueFull_IsRefusedByItsCodeAndNeverWaits()
    {
        var fake = new FakeClassifier();
        await using var batching = new BatchingEmotionClassifier<string>(fake, new BatchingOptions { QueueLimit = 3 });
        var (running, calls) = await QueueAsync(fake, batching, new ClassificationOptions?[3]);

        var refused = batching.ClassifyAsync("refused");

        Assert.True(refused.IsCompleted);
        foreach (var failure in new[] { await Assert.ThrowsAsync<EmotionAIException>(() => refused.AsTask()), Assert.Throws<EmotionAIException>(() => batching.Classify("refused")), Assert.Throws<EmotionAIException>(() => batching.ClassifyBatch(["refused", "refused"])) })
        {
            Assert.Equal((EmotionErrorCodes.Overloaded, "3 inputs wait for 'fake'; at most 3 are allowed (QueueLimit). Ask again in a moment, or serve with more machines."), (failure.Code, failure.Message));
        }

        Assert.Equal(3, batching.QueueLength);
        fake.Release();
        await Task.WhenAll([running, .. calls]);
        Assert.Equal("next", batching.Classify("next").ModelId);
        Assert.DoesNotContain("refused", fake.Runs.SelectMany(run => run));
    }

    [Fact]
    public async Task ClassifyBatch_MoreThanTheQueueHolds_TakesTurnsWithOtherCallers()
    {
        var fake = new FakeClassifier();
        await using var batching = new BatchingEmotionClassifier<string>(fake, new BatchingOptions { MaxBatchSize = 4, QueueLimit = 8 });
        fake.Hold();
        var first = batching.ClassifyAsync("first").AsTask();
        fake.AwaitRuns(1);
        var flood = Task.Run(() => batching.ClassifyBatch(Names(100)));
        Assert.True(SpinWait.SpinUntil(() => batching.QueueLength == 4, Soon));
        var single = batching.ClassifyAsync("single").AsTask();
        fake.Release();

        await Task.WhenAll(first, single);

        Assert.Equal(Names(100), (await flood).Select(answer => answer.ModelId));
        Assert.InRange(fake.Runs.Index().First(run => run.Item.Contains("single")).Index, 1, 3);
    }

    [Fact]
    public async Task ClassifyBatch_OneInputFails_ThrowsItsFailure()
    {
        var fake = new FakeClassifier { Fault = input => input == "2" ? new EmotionAIException(EmotionErrorCodes.InputInvalid, "2 is bad") : null };
        await using var batching = new BatchingEmotionClassifier<string>(fake);

        Assert.Equal("2 is bad", Assert.Throws<EmotionAIException>(() => batching.ClassifyBatch(Names(4))).Message);

        Assert.Empty(batching.ClassifyBatch([]));
        Assert.Throws<ArgumentNullException>(() => batching.ClassifyBatch(["a", null!]));
        Assert.Throws<ArgumentNullException>(() => batching.Classify(null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => batching.Classify("a", new ClassificationOptions { TopK = 0 }));
    }

    [Fact]
    public async Task ClassifyAsync_MaxQueueDelay_LetsTheFirstWaitForOthersAndAFullBatchRun()
    {
        var fake = new FakeClassifier();
        await using var batching = new BatchingEmotionClassifier<string>(fake, new BatchingOptions { MaxBatchSize = 4, MaxQueueDelay = TimeSpan.FromMinutes(1) });

        var answers = await Task.WhenAll(Names(4).Select(name => batching.ClassifyAsync(name).AsTask())).WaitAsync(Soon);

        Assert.Equal(Names(4), answers.Select(answer => answer.ModelId));
        Assert.Equal(Names(4), Assert.Single(fake.Runs));
        await using var brief = new BatchingEmotionClassifier<string>(fake, new BatchingOptions { MaxQueueDelay = TimeSpan.FromMilliseconds(20) });
        Assert.Equal("alone", (await brief.ClassifyAsync("alone").AsTask().WaitAsync(Soon)).ModelId);
    }

    [Fact]
    public async Task ClassifyAsync_MoreWorkers_RunSideBySideAndShareWhatWaits()
    {
        var fake = new FakeClassifier();
        await using var batching = new BatchingEmotionClassifier<string>(fake, new BatchingOptions { Workers = 3 });
        fake.Hold();
        var running = Enumerable.Range(0, 3).Select(i => batching.ClassifyAsync($"first {i}").AsTask()).ToArray();
        fake.AwaitRuns(3);
        var calls = Names(9).Select(name => batching.ClassifyAsync(name).AsTask()).ToArray();
        fake.Release();

        await Task.WhenAll([.. running, .. calls]);

        Assert.Equal(3, fake.MostAtOnce);
    }

    [Fact]
    public void GetService_WhatIsBehind_IsFoundThroughTheQueue()
    {
        var fake = new FakeClassifier();
        using var batching = new BatchingEmotionClassifier<string>(fake);

        Assert.Same(fake, batching.GetService<FakeClassifier>());
        Assert.Same(batching, batching.GetService<BatchingEmotionClassifier<string>>());
        Assert.Same(batching, batching.GetService<IEmotionClassifier<string>>());
        Assert.Same(fake.Metadata, batching.GetService<EmotionClassifierMetadata>());
        Assert.Null(batching.GetService<BatchingOptions>());
    }

    [Theory]
    [InlineData(nameof(BatchingOptions.MaxBatchSize), 0)]
    [InlineData(nameof(BatchingOptions.MaxBatchSize), 1_025)]
    [InlineData(nameof(BatchingOptions.QueueLimit), 0)]
    [InlineData(nameof(BatchingOptions.Workers), 0)]
    [InlineData(nameof(BatchingOptions.Workers), 65)]
    [InlineData(nameof(BatchingOptions.MaxQueueDelay), -1)]
    [InlineData(nameof(BatchingOptions.MaxQueueDelay), 61)]
    [InlineData(nameof(BatchingOptions.Deadline), 0)]
    public void Create_OptionOutsideItsRange_IsRefused(string property, int value)
    {
        var options = new BatchingOptions();
        var set = typeof(BatchingOptions).GetProperty(property)!;
        set.SetValue(options, set.PropertyType == typeof(int) ? value : TimeSpan.FromSeconds(value));

        Assert.Equal(property, Assert.Throws<ArgumentOutOfRangeException>(() => new BatchingEmotionClassifier<string>(new FakeClassifier(), options)).ParamName);
    }

    private static string[] Names(int count) => [.. Enumerable.Range(0, count).Select(i => $"{i}")];

    /// <summary>Makes calls while the first one runs, and gives all their answers.</summary>
    private static async Task<EmotionPrediction[]> HeldAsync(FakeClassifier fake, BatchingEmotionClassifier<string> batching, int count)
    {
        fake.Hold();
        var first = batching.ClassifyAsync("0").AsTask();
        fake.AwaitRuns(1);
        var calls = Names(count)[1..].Select(name => batching.ClassifyAsync(name).AsTask()).ToArray();
        fake.Release();
        return await Task.WhenAll([first, .. calls]);
    }

    /// <summary>Lets a call run and others wait behind it, one for each of the options. The first goes on running, or ends and the batch of the others runs on.</summary>
    private static async Task<(Task First, Task<EmotionPrediction>[] Calls)> QueueAsync(FakeClassifier fake, BatchingEmotionClassifier<string> batching, ClassificationOptions?[] options, Func<int, CancellationToken>? token = null, bool hold = false)
    {
        var runs = fake.Runs.Count;
        fake.Hold();
        using var ended = new CancellationTokenSource();
        var first = batching.ClassifyAsync("first", cancellationToken: ended.Token).AsTask();
        fake.AwaitRuns(runs + 1);
        var calls = options.Select((used, i) => batching.ClassifyAsync($"{i}", used, token?.Invoke(i) ?? default).AsTask()).ToArray();
        if (hold)
        {
            await ended.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
            return (Task.CompletedTask, calls);
        }

        return (first, calls);
    }
}
