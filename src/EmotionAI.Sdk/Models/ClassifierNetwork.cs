namespace EmotionAI.Models;

/// <summary>Joins an encoder of token ids with the head of a classifier.</summary>
internal sealed record ClassifierNetwork(ITextNetwork Encoder, IHead Head);
