namespace EmotionAI.Jobs.RabbitMq;

/// <summary>Is a message of a log.</summary>
/// <param name="Type">What it is.</param>
/// <param name="Id">What tells it from others of its type: of results the place of the item.</param>
/// <param name="Body">The content.</param>
internal sealed record RabbitMqEntry(string Type, string Id, byte[] Body)
{
    public bool Is(RabbitMqEntry other) => Type == other.Type && Id == other.Id;
}
