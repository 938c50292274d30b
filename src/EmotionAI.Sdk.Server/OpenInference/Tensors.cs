namespace EmotionAI.Server.OpenInference;

/// <summary>Names the tensors that go in and come out.</summary>
internal static class Tensors
{
    /// <summary>Is the input of a text model, <c>BYTES [batch]</c>: the texts.</summary>
    public const string Text = "text";

    /// <summary>Is the input of a speech model, <c>BYTES [batch]</c>: recordings, each the whole file in base64.</summary>
    public const string Audio = "audio";

    /// <summary>Is an output, <c>BYTES [batch, labels]</c>: every label, best first.</summary>
    public const string Labels = "labels";

    /// <summary>Is an output, <c>FP32 [batch, labels]</c>: the score of each of these labels.</summary>
    public const string Scores = "scores";

    /// <summary>Is an output, <c>BOOL [batch, labels]</c>: whether the model's decision rule gives the label.</summary>
    public const string Accepted = "accepted";

    public const string Bytes = "BYTES";
    public const string Float = "FP32";
    public const string Bool = "BOOL";

    /// <summary>Lists the outputs with their types.</summary>
    public static IReadOnlyList<(string Name, string Type)> Outputs { get; } = [(Labels, Bytes), (Scores, Float), (Accepted, Bool)];
}
