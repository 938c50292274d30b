namespace EmotionAI.Checkpoints.Pickle;

/// <summary>Carries a refusal up to <see cref="PickleReader"/>, which knows file and offset.</summary>
internal sealed class PickleException(string code, string found) : Exception(found)
{
    public string Code => code;
}
