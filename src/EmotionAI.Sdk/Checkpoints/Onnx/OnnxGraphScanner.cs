using System.Text;

namespace EmotionAI.Checkpoints.Onnx;

/// <summary>Walks GraphProto, NodeProto and AttributeProto, through all subgraphs to a bounded depth.</summary>
internal sealed class OnnxGraphScanner(OpenedFile file)
{
    private const int MaximalDepth = 32;
    private const int DomainCost = 96;

    private readonly OnnxTensorScanner _tensors = new(file);
    private readonly OnnxValueReader _values = new(file);
    private readonly HashSet<string> _domains = new(StringComparer.Ordinal) { "", "ai.onnx", "ai.onnx.ml", "com.microsoft", "com.microsoft.nchwc", "com.ms.internal.nhwc" };
    private readonly List<OnnxValue> _inputs = [];
    private readonly List<OnnxValue> _outputs = [];

    public IReadOnlyList<OnnxValue> Outputs => _outputs;

    public IReadOnlyList<OnnxExternalData> ExternalData => _tensors.ExternalData;

    public IReadOnlyList<string> NonFinite => _tensors.NonFinite;

    /// <summary>Gets the inputs without those that an initializer fills.</summary>
    public IReadOnlyList<OnnxValue> FeedInputs() => _inputs.Where(input => !_tensors.IsInitializer(input.Name)).ToList();

    /// <summary>Allows the domain of the model's own functions.</summary>
    public void AllowDomain(string domain)
    {
        file.Charge(DomainCost);
        _domains.Add(domain);
    }

    public void ScanMain(ProtobufReader graph)
    {
        var values = graph;
        while (values.Next())
        {
            switch (values.Field)
            {
                case 11:
                    _inputs.Add(_values.Read(values.ReadMessage()));
                    break;
                case 12:
                    _outputs.Add(_values.Read(values.ReadMessage()));
                    break;
                default:
                    values.Skip();
                    break;
            }
        }

        _tensors.Watch(_inputs);
        ScanInner(graph, 0);
    }

    public void ScanInner(ProtobufReader graph, int depth)
    {
        if (depth > MaximalDepth)
        {
            throw file.Fault(EmotionErrorCodes.LimitExceeded, $"has graphs nested deeper than {MaximalDepth}", graph.Offset);
        }

        while (graph.Next())
        {
            switch (graph.Field)
            {
                case 1:
                    ScanNode(graph.ReadMessage(), depth);
                    break;
                case 5:
                    _tensors.Scan(graph.ReadMessage(), depth == 0);
                    break;
                case 15:
                    _tensors.ScanSparse(graph.ReadMessage());
                    break;
                default:
                    graph.Skip();
                    break;
            }
        }
    }

    public void ScanNode(ProtobufReader node, int depth)
    {
        var domain = ReadOnlySpan<byte>.Empty;
        var type = ReadOnlySpan<byte>.Empty;
        while (node.Next())
        {
            switch (node.Field)
            {
                case 4:
                    type = node.ReadBytes();
                    break;
                case 5:
                    ScanAttribute(node.ReadMessage(), depth);
                    break;
                case 7:
                    domain = node.ReadBytes();
                    break;
                default:
                    node.Skip();
                    break;
            }
        }

        CheckDomain(domain, type, node.Offset);
    }

    public void ScanAttribute(ProtobufReader attribute, int depth)
    {
        var singles = 0;
        while (attribute.Next())
        {
            singles += attribute.Field is 5 or 6 or 22 ? 1 : 0;
            switch (attribute.Field)
            {
                case 5 or 10:
                    _tensors.Scan(attribute.ReadMessage(), isMain: false);
                    break;
                case 6 or 11:
                    ScanInner(attribute.ReadMessage(), depth + 1);
                    break;
                case 22 or 23:
                    _tensors.ScanSparse(attribute.ReadMessage());
                    break;
                default:
                    attribute.Skip();
                    break;
            }
        }

        if (singles > 1)
        {
            throw file.Fault(EmotionErrorCodes.FormatInvalid, "has an attribute with two values", attribute.Offset);
        }
    }

    private void CheckDomain(ReadOnlySpan<byte> domain, ReadOnlySpan<byte> type, long offset)
    {
        if (domain.IsEmpty || domain.SequenceEqual("com.microsoft"u8))
        {
            return;
        }

        Span<char> text = stackalloc char[128];
        if (!Encoding.UTF8.TryGetChars(domain, text, out var length) || !_domains.GetAlternateLookup<ReadOnlySpan<char>>().Contains(text[..length]))
        {
            throw file.Fault(EmotionErrorCodes.FormatUnsupported, $"uses operator {Quote(type)} of domain {Quote(domain)}; operators of ai.onnx, ai.onnx.ml and com.microsoft are known", offset);
        }
    }

    private static string Quote(ReadOnlySpan<byte> text) => OpenedFile.Quote(Encoding.UTF8.GetString(text[..Math.Min(text.Length, 256)]));
}
