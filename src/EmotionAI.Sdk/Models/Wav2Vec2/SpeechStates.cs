namespace EmotionAI.Models.Wav2Vec2;

/// <summary>Holds what the layers of an encoder of speech compute.</summary>
/// <param name="Layers">What goes into the first layer and what comes out of each, as transformers 5 lists them in <c>hidden_states</c>: a normalization behind the last is not in it.</param>
/// <param name="Output">The output, with that normalization.</param>
internal readonly record struct SpeechStates(IReadOnlyList<string> Layers, string Output);
