using EmotionAI.Answers;
using EmotionAI.Audio;
using EmotionAI.Cli.Input;
using EmotionAI.Text;

namespace EmotionAI.Cli.Output;

/// <summary>Writes one JSON object a result.</summary>
/// <param name="output">Receives the lines.</param>
/// <param name="allScores">Whether to write every score.</param>
/// <param name="logits">Whether to write the outputs before the activation.</param>
internal sealed class JsonResultWriter(TextWriter output, bool allScores, bool logits) : IResultWriter, IDisposable
{
    private readonly JsonLine _line = new(output);

    public void Write(long index, string input, EmotionPrediction prediction, PassedFields? passed, TextExplanation? explanation = null, VoiceDescriptors? descriptors = null)
    {
        var json = _line.Begin();
        json.WriteNumber("index", index);
        passed?.Write(json);
        json.WriteString("input", input);
        PredictionJson.Write(json, prediction, allScores, logits);
        VoiceText.WriteJson(json, descriptors);
        TextFactsJson.Write(json, prediction, explanation);
        _line.End();
    }

    public void Write(long index, string input, EmotionAIException error, PassedFields? passed) => _line.WriteError(index, input, error.Code, RawNames.Display(error.Message), passed);

    public void Flush() => output.Flush();

    public void Finish() => output.Flush();

    public void Dispose() => _line.Dispose();
}
