namespace EmotionAI.Audio.Features;

/// <summary>Says where the energy of a frame stands among its features.</summary>
internal enum KaldiEnergy
{
    /// <summary>Nowhere.</summary>
    None,

    /// <summary>Before the bands.</summary>
    First,

    /// <summary>After the bands (<c>htk_compat</c>).</summary>
    Last,
}
