namespace EmotionAI.Training.Data.Corpora;

/// <summary>Tells a part of the data by the name of a file or folder.</summary>
internal static class PartName
{
    /// <param name="name">A name such as <c>train</c>, <c>valid</c>, <c>test-00000-of-00001</c>.</param>
    /// <returns>The part; null for another name.</returns>
    public static DataSplit? Parse(string name) => name.Split('-', '.')[0].ToLowerInvariant() switch
    {
        "train" or "training" => DataSplit.Train,
        "dev" or "val" or "valid" or "validation" or "development" => DataSplit.Dev,
        "test" or "testing" => DataSplit.Test,
        _ => null,
    };
}
