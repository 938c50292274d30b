namespace EmotionAI.SpeechBrain;

/// <summary>Collects the faults of a folder while it is read part by part; a fault in one part does not hide those of the others.</summary>
internal sealed class SpeechBrainFaults(string directory, ICollection<EmotionAIException> problems)
{
    /// <summary>Gets the number of faults found so far.</summary>
    public int Count { get; private set; }

    /// <summary>Runs a reader and collects its refusal.</summary>
    /// <returns>What was read; null where it was refused.</returns>
    public T? Try<T>(Func<T?> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (EmotionAIException e)
        {
            Add(e);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Add(new EmotionAIException(EmotionErrorCodes.FileUnreadable, $"'{directory}' cannot be read: {e.Message}", directory, innerException: e));
            return null;
        }
    }

    /// <summary>Adds a fault; one broken key that several parts need is one fault.</summary>
    public void Add(EmotionAIException problem)
    {
        Count++;
        if (problems.All(other => other.Message != problem.Message))
        {
            problems.Add(problem);
        }
    }
}
