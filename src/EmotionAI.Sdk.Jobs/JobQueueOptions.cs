using Microsoft.Extensions.Logging;

namespace EmotionAI.Jobs;

/// <summary>Sets up a <see cref="JobQueue"/>.</summary>
public sealed class JobQueueOptions
{
    /// <summary>Gets or sets how long a broker or database that was there and went away is waited for before that is an error.</summary>
    /// <value>The default value is 5 minutes.</value>
    public TimeSpan Patience { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Gets or sets what the names of queues and tables begin with: a small letter, and up to 30 small letters, digits and underscores.</summary>
    /// <value>The default value is <c>emotionai</c>.</value>
    public string Prefix { get; set; } = "emotionai";

    /// <summary>Gets or sets what is told of lost connections and of messages that cannot be read.</summary>
    /// <value>The default value is null: nobody.</value>
    public ILogger? Logger { get; set; }
}
