using EmotionAI.Orleans.Wire;

namespace EmotionAI.Orleans.Silos;

/// <summary>Answers a request that comes again, as its first answer was late or lost, with the work that is under way or done: a busy silo is not asked twice.</summary>
internal sealed class RecentAnswers
{
    /// <summary>So many requests are remembered.</summary>
    private const int Remembered = 256;

    private readonly Dictionary<Guid, Task<ClassificationReply>> _answers = [];
    private readonly Queue<Guid> _order = [];

    /// <summary>Gives the answer to a request; starts the work where it is new.</summary>
    public Task<ClassificationReply> GetAsync(Guid request, Func<Task<ClassificationReply>> work)
    {
        lock (_answers)
        {
            if (_answers.TryGetValue(request, out var known) && !known.IsFaulted)
            {
                return known;
            }

            if (known is null)
            {
                _order.Enqueue(request);
            }

            if (_order.Count > Remembered)
            {
                _answers.Remove(_order.Dequeue());
            }

            return _answers[request] = work();
        }
    }
}
