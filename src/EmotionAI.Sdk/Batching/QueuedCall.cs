using System.Diagnostics;
using EmotionAI.Diagnostics;

namespace EmotionAI.Batching;

/// <summary>Holds one input that waits for its turn, until it is answered, fails or is given up, whichever is first.</summary>
internal sealed class QueuedCall<TInput>(TInput input, ClassificationOptions? options, CallDeadline deadline, EmotionClassifierMetadata model)
{
    // What awaits the answer never runs on the thread of a worker.
    private readonly TaskCompletionSource<EmotionPrediction> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long _start = Stopwatch.GetTimestamp();

    public TInput Input => input;

    public ClassificationOptions? Options => options;

    /// <summary>Gets the token that ends the call.</summary>
    public CancellationToken Token => deadline.Token;

    public Task<EmotionPrediction> Answer => _answer.Task;

    /// <summary>Gets how long ago the call came.</summary>
    public TimeSpan Waited => Stopwatch.GetElapsedTime(_start);

    /// <summary>Gets whether somebody still waits for the answer.</summary>
    public bool IsAwaited => !_answer.Task.IsCompleted;

    public void Succeed(EmotionPrediction prediction) => _answer.TrySetResult(prediction);

    public void Fail(Exception exception)
    {
        if (_answer.TrySetException(exception))
        {
            // One of a batch may fail when its caller has left because of another one.
            _ = _answer.Task.Exception;
        }
    }

    /// <summary>Ends the call without an answer: its time is over, or its caller does not want it any more.</summary>
    public void Leave()
    {
        if (!deadline.IsExceeded)
        {
            _answer.TrySetCanceled(deadline.Caller);
        }
        else if (IsAwaited)
        {
            Fail(deadline.Exceeded());
            QueueTelemetry.Refused(model, EmotionErrorCodes.DeadlineExceeded, 1);
        }
    }
}
