namespace EmotionAI.Tests.Hosts;

/// <summary>Says when a worker is killed.</summary>
internal enum Moment
{
    Never,

    /// <summary>When the answers are there, and nobody has them yet.</summary>
    BeforeSave,

    /// <summary>When the results are safe, and the queue does not know yet that the items are done.</summary>
    BeforeAcknowledge,
}
