namespace EmotionAI.Jobs;

/// <summary>Is the result of an item.</summary>
/// <param name="Job">The id of the job.</param>
/// <param name="Index">The place of the item in the input, from 0.</param>
/// <param name="Line">The line in UTF-8, with its end.</param>
/// <param name="IsFailed">Whether it tells an error.</param>
internal sealed record JobLine(string Job, long Index, byte[] Line, bool IsFailed);
