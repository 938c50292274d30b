using System.Buffers;
using System.Text;
using System.Text.Json;
using EmotionAI.Cli.Input;

namespace EmotionAI.Cli.Output;

/// <summary>Writes one JSON object a line.</summary>
internal sealed class JsonLine : IDisposable
{
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly ArrayBufferWriter<char> _chars = new();
    private readonly Utf8JsonWriter _json;
    private readonly TextWriter _output;

    public JsonLine(TextWriter output)
    {
        _output = output;
        _json = new Utf8JsonWriter(_bytes, new JsonWriterOptions { Encoder = ReadableJsonEncoder.Instance });
    }

    /// <summary>Starts a line; what is written to the result belongs to its object.</summary>
    public Utf8JsonWriter Begin()
    {
        _bytes.ResetWrittenCount();
        _json.Reset();
        _json.WriteStartObject();
        return _json;
    }

    /// <summary>Ends the line.</summary>
    public void End()
    {
        _json.WriteEndObject();
        _json.Flush();
        _chars.ResetWrittenCount();
        Encoding.UTF8.GetChars(_bytes.WrittenSpan, _chars);
        _output.Write(_chars.WrittenSpan);
        _output.Write('\n');
    }

    public void Dispose() => _json.Dispose();

    /// <summary>Writes the line of an input that failed.</summary>
    public void WriteError(long index, string input, string code, string message, PassedFields? passed = null)
    {
        var json = Begin();
        json.WriteNumber("index", index);
        passed?.Write(json);
        json.WriteString("input", input);
        json.WriteStartObject("error");
        json.WriteString("code", code);
        json.WriteString("message", message);
        json.WriteEndObject();
        End();
    }
}
