namespace EmotionAI.Training.Data;

/// <summary>Refuses data of the other sense.</summary>
internal static class DataSense
{
    /// <param name="data">The data.</param>
    /// <param name="isAudio">Whether recordings are needed, and not texts.</param>
    /// <param name="wayOut">What trains on the data as it is, in a sentence; empty where nothing does.</param>
    /// <exception cref="EmotionAIException">The data is of the other sense.</exception>
    public static void Require(PreparedDataset data, bool isAudio, string wayOut = "")
    {
        if (data.IsAudio != isAudio)
        {
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"The data holds {Name(data.IsAudio)}; {Name(isAudio)} are needed. {wayOut}".TrimEnd());
        }
    }

    private static string Name(bool isAudio) => isAudio ? "recordings" : "texts";
}
