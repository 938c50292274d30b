using EmotionAI.Graphs;

namespace EmotionAI.Models.Wav2Vec2;

/// <summary>The layers of an encoder of speech, behind its projected frames.</summary>
internal interface ISpeechBody
{
    /// <summary>Gets the width of the layers.</summary>
    int HiddenSize { get; }

    /// <summary>Gets how often layers are written.</summary>
    IEnumerable<LayerCount> Layers { get; }

    /// <summary>Gets the fewest frames that the layers take.</summary>
    int FewestFrames => 1;

    /// <summary>Writes the layers.</summary>
    /// <param name="writer">The writer, at the names of the layers.</param>
    /// <param name="hidden">The frames, <c>[batch, frames, hidden]</c>.</param>
    SpeechStates Write(NetworkWriter writer, string hidden);
}
