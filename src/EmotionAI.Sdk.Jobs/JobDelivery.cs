namespace EmotionAI.Jobs;

/// <summary>Is an item in the hands of a worker.</summary>
/// <param name="Payload">The item.</param>
/// <param name="Deaths">How many workers had it before and ended without a result.</param>
/// <param name="Tag">What acknowledges it.</param>
/// <param name="Session">The connection that it came by; another one cannot acknowledge it.</param>
/// <param name="IsSuspect">Whether it came from among those that a worker ended with.</param>
internal sealed record JobDelivery(JobPayload Payload, long Deaths, ulong Tag = 0, long Session = 0, bool IsSuspect = false);
