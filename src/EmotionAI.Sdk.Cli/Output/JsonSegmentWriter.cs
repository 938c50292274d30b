using EmotionAI.Answers;
using EmotionAI.Audio;
using EmotionAI.Cli.Input;

namespace EmotionAI.Cli.Output;

/// <summary>Writes one JSON object a segment, at once.</summary>
/// <param name="output">Receives the lines.</param>
/// <param name="allScores">Whether to write every score.</param>
/// <param name="logits">Whether to write the outputs before the activation.</param>
internal sealed class JsonSegmentWriter(TextWriter output, bool allScores, bool logits) : ISegmentWriter, IDisposable
{
    private readonly JsonLine _line = new(output);
    private long _index;
    private string _input = "";
    private PassedFields? _passed;

    public void Begin(long index, string input, PassedFields? passed) => (_index, _input, _passed) = (index, input, passed);

    public void Write(EmotionSegment segment, VoiceDescriptors? voice)
    {
        var json = _line.Begin();
        json.WriteNumber("index", _index);
        _passed?.Write(json);
        json.WriteString("input", _input);
        SegmentJson.Write(json, segment, allScores, logits);
        VoiceText.WriteJson(json, voice);
        _line.End();
        output.Flush();
    }

    public void Write(EmotionAIException error)
    {
        _line.WriteError(_index, _input, error.Code, RawNames.Display(error.Message), _passed);
        output.Flush();
    }

    public void End()
    {
    }

    public void Finish() => output.Flush();

    public void Dispose() => _line.Dispose();
}
