using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using EmotionAI.Bundles;
using EmotionAI.Jobs.Postgres;
using EmotionAI.Jobs.RabbitMq;
using Microsoft.Extensions.Logging;

namespace EmotionAI.Jobs;

/// <summary>Is where jobs wait for workers: quorum queues of RabbitMQ, or a table in PostgreSQL. An item is given out until a result of it is safe.</summary>
/// <remarks>Safe for concurrent use.</remarks>
[SuppressMessage("Naming", "CA1711:Identifiers should not have incorrect suffix", Justification = "It is a queue, though of jobs and no collection.")]
public abstract partial class JobQueue : IAsyncDisposable
{
    /// <summary>The environment variable that holds the address where none is given.</summary>
    public const string Variable = "EMOTIONAI_JOB_QUEUE";

    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    private protected JobQueue(string address, JobQueueOptions options) => (Address, Options) = (address, options);

    /// <summary>Gets the address, without user and password.</summary>
    public string Address { get; }

    private protected JobQueueOptions Options { get; }

    /// <summary>Connects to a queue, and makes its queues or tables where they are missing.</summary>
    /// <param name="address"><c>amqp://user:password@host:port/virtual-host</c> (or <c>amqps</c>) or <c>postgresql://user:password@host:port/database</c>; null for what <see cref="Variable"/> holds. No message shows the password.</param>
    /// <param name="options">The options; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the attempt early.</param>
    /// <returns>The queue, to be disposed.</returns>
    /// <exception cref="EmotionAIException">The address is missing or none of these, or nothing answers there.</exception>
    /// <example><code>
    /// await using var queue = await JobQueue.ConnectAsync("amqp://guest:guest@localhost");
    /// var job = new EmotionJob(queue, "reviews-2026-11");
    /// await job.SubmitAsync(texts.Select(text => new JobItem(text)).ToAsyncEnumerable());
    /// await job.WaitAsync();
    /// await job.WriteResultsAsync("emotions.jsonl");
    /// </code></example>
    public static async Task<JobQueue> ConnectAsync(string? address = null, JobQueueOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new JobQueueOptions();
        if (!PrefixForm().IsMatch(options.Prefix))
        {
            throw new EmotionAIException(EmotionErrorCodes.SettingInvalid, $"The prefix of a queue is '{options.Prefix}'; allowed: a small letter, and up to 30 small letters, digits and underscores.");
        }

        JobQueue queue = QueueAddress.Parse(address ?? Environment.GetEnvironmentVariable(Variable)) switch
        {
            { Scheme: "postgresql" or "postgres" } database => new PostgresJobQueue(database, options),
            var broker => new RabbitMqJobQueue(broker, options),
        };
        try
        {
            await queue.OpenAsync(cancellationToken).ConfigureAwait(false);
            return queue;
        }
        catch (Exception e)
        {
            await queue.DisposeAsync().ConfigureAwait(false);
            if (queue.IsFault(e))
            {
                throw queue.Unavailable("does not answer", e);
            }

            throw;
        }
    }

    /// <summary>Closes the connections; what a worker has not finished is given to the others.</summary>
    /// <returns>The end of it.</returns>
    public abstract ValueTask DisposeAsync();

    /// <summary>Connects, and makes what is missing.</summary>
    internal abstract Task OpenAsync(CancellationToken cancellationToken);

    /// <summary>Finds what is kept of a job; null where there is none of this id.</summary>
    internal abstract Task<JobRecord?> FindAsync(string job, CancellationToken cancellationToken);

    /// <summary>Makes room for a job; one that is there stays.</summary>
    internal abstract Task BeginAsync(JobRecord job, CancellationToken cancellationToken);

    /// <summary>Hands items over, and keeps the record that holds after it.</summary>
    internal abstract Task AppendAsync(JobRecord after, IReadOnlyList<(long Index, byte[] Payload)> items, CancellationToken cancellationToken);

    /// <summary>Waits for items and takes what is there: up to so many that no worker had before, or one that some worker ended with.</summary>
    internal abstract Task<IReadOnlyList<JobDelivery>> TakeAsync(ModelModality modality, int atMost, CancellationToken cancellationToken);

    /// <summary>Keeps results; a second one of an item changes nothing.</summary>
    internal abstract Task SaveAsync(IReadOnlyList<JobLine> lines, CancellationToken cancellationToken);

    /// <summary>Lets no other worker have the items, whose results are safe.</summary>
    internal abstract Task AcknowledgeAsync(IReadOnlyList<JobDelivery> items, CancellationToken cancellationToken);

    /// <summary>Counts the results of a job, now and again as they come.</summary>
    internal abstract IAsyncEnumerable<JobCounts> WatchAsync(JobRecord job, CancellationToken cancellationToken);

    /// <summary>Gives the results that are there, in any order; some may come twice.</summary>
    internal abstract IAsyncEnumerable<JobLine> ReadAsync(JobRecord job, CancellationToken cancellationToken);

    /// <summary>Removes a job with its items and results.</summary>
    internal abstract Task RemoveAsync(JobRecord job, CancellationToken cancellationToken);

    /// <summary>Tells whether an exception comes from the broker or database, or from the way there.</summary>
    internal abstract bool IsFault(Exception exception);

    /// <summary>Tells whether such an exception may pass by itself.</summary>
    internal abstract bool IsAway(Exception exception);

    /// <summary>Does what needs the broker or database, and does it again for a while where that is away.</summary>
    /// <exception cref="EmotionAIException">It stayed away.</exception>
    internal async Task<T> PersistAsync<T>(Func<Task<T>> action, CancellationToken cancellationToken)
    {
        var (pause, since) = (ShortestPause, 0L);
        while (true)
        {
            try
            {
                return await action().ConfigureAwait(false);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested && IsFault(e))
            {
                if (!IsAway(e))
                {
                    throw Unavailable("refuses", e);
                }

                since = since == 0 ? Stopwatch.GetTimestamp() : since;
                if (Stopwatch.GetElapsedTime(since) > Options.Patience)
                {
                    throw Unavailable(Invariant($"has been away for {Options.Patience.TotalSeconds:0} s"), e);
                }

                if (Options.Logger is { } logger)
                {
                    Away(logger, Address, e.Message);
                }

                await Task.Delay(pause, cancellationToken).ConfigureAwait(false);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }

    internal Task PersistAsync(Func<Task> action, CancellationToken cancellationToken) => PersistAsync(
        async () =>
        {
            await action().ConfigureAwait(false);
            return true;
        },
        cancellationToken);

    [GeneratedRegex(@"^[a-z][a-z0-9_]{0,30}\z")]
    private static partial Regex PrefixForm();

    [LoggerMessage(Level = LogLevel.Warning, Message = "The queue {Address} is away and is tried again: {Problem}")]
    private static partial void Away(ILogger logger, string address, string problem);

    private EmotionAIException Unavailable(string what, Exception e) =>
        new(EmotionErrorCodes.ServiceUnavailable, $"The queue {Address} {what}: {(e.InnerException ?? e).Message} Start it, or name another one (--queue, {Variable}).", innerException: e);
}
