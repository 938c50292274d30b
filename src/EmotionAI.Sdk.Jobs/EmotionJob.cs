using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace EmotionAI.Jobs;

/// <summary>Is a durable job: inputs that were handed to a queue under an id, and their results as JSON lines in the order of the inputs, each once, whatever happens to workers on the way.</summary>
/// <remarks>Safe for concurrent use. Where the broker or database goes away, calls wait for it as long as <see cref="JobQueueOptions.Patience"/>.</remarks>
public sealed partial class EmotionJob
{
    /// <summary>So many items are handed over between two records of how many there are.</summary>
    private const int Portion = 1_000;

    private static readonly TimeSpan SubmissionPoll = TimeSpan.FromSeconds(1);

    private readonly JobQueue _queue;

    /// <summary>Names a job, which need not be there yet.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="id">The id: 1 to 100 letters, digits, points, underscores and hyphens of ASCII.</param>
    /// <exception cref="EmotionAIException">The id has other characters, or too many.</exception>
    public EmotionJob(JobQueue queue, string id)
    {
        ArgumentNullException.ThrowIfNull(queue);
        ArgumentNullException.ThrowIfNull(id);
        _queue = queue;
        Id = IdForm().IsMatch(id) ? id : throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"'{id}' cannot be the id of a job; allowed: 1 to 100 letters, digits, points, underscores and hyphens.");
    }

    /// <summary>Gets the id of the job.</summary>
    public string Id { get; }

    /// <summary>Hands the items to the queue. Done again with the same items it goes on where it was interrupted, or changes nothing.</summary>
    /// <param name="items">The items, in the order of the results.</param>
    /// <param name="settings">What they are and how they are classified; null for texts and the model's own rule.</param>
    /// <param name="progress">Is told how many items are in the queue, from time to time; null for nobody.</param>
    /// <param name="cancellationToken">Ends the call early; what was handed over stays.</param>
    /// <returns>The number of items.</returns>
    /// <exception cref="EmotionAIException">There is a job of this id with other items or settings, or the broker or database stayed away.</exception>
    public async Task<long> SubmitAsync(IAsyncEnumerable<JobItem> items, JobSettings? settings = null, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        settings ??= new JobSettings();
        settings.Rule.Validate();
        var record = await _queue.PersistAsync(() => FindOrBeginAsync(new JobRecord(Id, settings.Modality), cancellationToken), cancellationToken).ConfigureAwait(false);
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        List<(long Index, byte[] Payload)> portion = [];
        var count = 0L;
        await foreach (var item in items.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            var payload = new JobPayload(Id, count, item, settings).Write();
            digest.AppendData(payload);
            count++;
            if (count <= record.Submitted)
            {
                Verify(record, count, digest);
                continue;
            }

            if (count > JobRecord.MostItems)
            {
                throw new EmotionAIException(EmotionErrorCodes.LimitExceeded, Invariant($"A job has at most {JobRecord.MostItems} items; make several."));
            }

            if (record.IsSubmitted)
            {
                throw Other(Invariant($"it has {record.Submitted} items, and there are more now"));
            }

            portion.Add((count - 1, payload));
            if (portion.Count == Portion)
            {
                record = await AppendAsync(record with { Submitted = count, Digest = DigestOf(digest) }, portion, progress, cancellationToken).ConfigureAwait(false);
            }
        }

        if (count < record.Submitted)
        {
            throw Other(Invariant($"it has {record.Submitted} items, and there are {count} now"));
        }

        if (!record.IsSubmitted)
        {
            await AppendAsync(record with { Submitted = count, Digest = DigestOf(digest), IsSubmitted = true }, portion, progress, cancellationToken).ConfigureAwait(false);
        }

        return count;
    }

    /// <summary>Asks how far the job is.</summary>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The counts.</returns>
    /// <exception cref="EmotionAIException">There is no such job, or the broker or database stayed away.</exception>
    public Task<JobStatus> GetStatusAsync(CancellationToken cancellationToken = default) => _queue.PersistAsync(
        async () =>
        {
            var record = await FindAsync(cancellationToken).ConfigureAwait(false);
            await foreach (var counts in _queue.WatchAsync(record, cancellationToken).ConfigureAwait(false))
            {
                return counts.Of(record);
            }

            throw new InvalidOperationException("A watch begins with the counts.");
        },
        cancellationToken);

    /// <summary>Waits until every item has a result.</summary>
    /// <param name="progress">Is told how far the job is, from time to time; null for nobody.</param>
    /// <param name="cancellationToken">Ends the wait early; the job goes on.</param>
    /// <returns>The counts at the end.</returns>
    /// <exception cref="EmotionAIException">There is no such job, or the broker or database stayed away.</exception>
    public async Task<JobStatus> WaitAsync(IProgress<JobStatus>? progress = null, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var status = await _queue.PersistAsync(() => WatchAsync(progress, cancellationToken), cancellationToken).ConfigureAwait(false);
            if (status.IsComplete)
            {
                return status;
            }

            await Task.Delay(SubmissionPoll, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Writes the results of a job that is complete, in the order of the inputs: the lines of <c>emotionai classify</c>. The file is written whole or not at all.</summary>
    /// <param name="path">The file, which is replaced; or a device or pipe.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The counts.</returns>
    /// <exception cref="EmotionAIException">There is no such job, it is not complete, the file cannot be written, or the broker or database stayed away.</exception>
    public async Task<JobStatus> WriteResultsAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return await _queue.PersistAsync(() => WriteAsync(path, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Removes the job and its results; items on their way are dropped or worked on for nothing.</summary>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The end of it.</returns>
    /// <exception cref="EmotionAIException">There is no such job, or the broker or database stayed away.</exception>
    public Task RemoveAsync(CancellationToken cancellationToken = default) => _queue.PersistAsync(
        async () => await _queue.RemoveAsync(await FindAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false),
        cancellationToken);

    [GeneratedRegex(@"^[A-Za-z0-9._-]{1,100}\z")]
    private static partial Regex IdForm();

    private static string DigestOf(IncrementalHash digest) => Convert.ToHexString(digest.GetCurrentHash());

    private async Task<JobRecord> FindAsync(CancellationToken cancellationToken) =>
        await _queue.FindAsync(Id, cancellationToken).ConfigureAwait(false)
            ?? throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"There is no job '{Id}' in {_queue.Address}; submit it first, or name the queue that it is in.");

    private async Task<JobRecord> FindOrBeginAsync(JobRecord job, CancellationToken cancellationToken)
    {
        if (await _queue.FindAsync(Id, cancellationToken).ConfigureAwait(false) is { } there)
        {
            return there.Modality == job.Modality ? there : throw Other($"its inputs are {there.Modality} and not {job.Modality}");
        }

        await _queue.BeginAsync(job, cancellationToken).ConfigureAwait(false);
        return job;
    }

    private async Task<JobRecord> AppendAsync(JobRecord after, List<(long Index, byte[] Payload)> portion, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        await _queue.PersistAsync(() => _queue.AppendAsync(after, portion, cancellationToken), cancellationToken).ConfigureAwait(false);
        portion.Clear();
        progress?.Report(after.Submitted);
        return after;
    }

    /// <summary>Compares what was handed over before with what is given now, where all of it is known.</summary>
    private void Verify(JobRecord record, long count, IncrementalHash digest)
    {
        if (count == record.Submitted && DigestOf(digest) != record.Digest)
        {
            throw Other(Invariant($"the first {count} items or the settings are not the same"));
        }
    }

    private EmotionAIException Other(string difference) =>
        new(EmotionErrorCodes.InputInvalid, $"There is a job '{Id}' in {_queue.Address}, and {difference}. Give this one another id, or remove the other.");

    private async Task<JobStatus> WatchAsync(IProgress<JobStatus>? progress, CancellationToken cancellationToken)
    {
        var record = await FindAsync(cancellationToken).ConfigureAwait(false);
        var status = default(JobCounts).Of(record);
        await foreach (var counts in _queue.WatchAsync(record, cancellationToken).ConfigureAwait(false))
        {
            status = counts.Of(record);
            progress?.Report(status);
            if (!record.IsSubmitted || status.IsComplete)
            {
                break;
            }
        }

        return status;
    }

    private async Task<JobStatus> WriteAsync(string path, CancellationToken cancellationToken)
    {
        var record = await FindAsync(cancellationToken).ConfigureAwait(false);
        using var results = new JobResults(record.Submitted);
        await foreach (var line in _queue.ReadAsync(record, cancellationToken).ConfigureAwait(false))
        {
            results.Add(line);
        }

        if (!record.IsSubmitted || results.Missing > 0)
        {
            var missing = record.IsSubmitted ? Invariant($"{results.Missing} of {record.Submitted} items have no result yet") : "not all of it is submitted";
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"The job '{Id}' is not complete: {missing}. Wait for it, and see to it that there are workers.");
        }

        results.Write(path);
        return new JobCounts(record.Submitted, results.Failed, 0).Of(record);
    }
}
