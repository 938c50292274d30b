namespace EmotionAI.Graphs;

/// <summary>Writes a model with its weights: as one file, or as a small one and another with the weights. Nothing is gathered in memory.</summary>
/// <param name="graph">The graph without <paramref name="weights"/>.</param>
/// <param name="weights">The large weights, by their place in memory.</param>
/// <param name="metadata">What the model says of itself.</param>
/// <param name="inputs">The inputs in words.</param>
/// <param name="output">The output in words.</param>
internal sealed class OnnxFileWriter(byte[] graph, IReadOnlyList<WeightInMemory> weights, IReadOnlyList<KeyValuePair<string, string>> metadata, IReadOnlyList<string> inputs, string output)
{
    /// <summary>What a page of memory is, so that a weight can be mapped.</summary>
    private const int Alignment = 4_096;

    public IReadOnlyList<string> Inputs => inputs;

    public string Output => output;

    /// <summary>Gets the number of bytes of the weights.</summary>
    public long WeightBytes { get; } = weights.Sum(weight => weight.ByteLength);

    /// <summary>Writes everything into one file.</summary>
    public void Write(Stream model)
    {
        var heads = weights.Select(weight => OnnxProto.InitializerHead(weight.Name, weight.Type, weight.Shape, weight.ByteLength)).ToList();
        model.Write(OnnxProto.ModelHead(graph.Length + heads.Sum(head => (long)head.Length) + WeightBytes));
        model.Write(graph);
        for (var i = 0; i < heads.Count; i++)
        {
            model.Write(heads[i]);
            model.Write(weights[i].Bytes);
        }

        model.Write(OnnxProto.ModelTail(metadata));
    }

    /// <summary>Writes the file without the weights.</summary>
    /// <param name="location">The name of the file with them, in the same folder.</param>
    public void WriteModel(Stream model, string location)
    {
        List<byte[]> tensors = [];
        var offset = 0L;
        foreach (var weight in weights)
        {
            tensors.Add(OnnxProto.ExternalInitializer(weight.Name, weight.Type, weight.Shape, location, offset, weight.ByteLength));
            offset = Next(offset, weight);
        }

        model.Write(OnnxProto.ModelHead(graph.Length + tensors.Sum(tensor => (long)tensor.Length)));
        model.Write(graph);
        tensors.ForEach(tensor => model.Write(tensor));
        model.Write(OnnxProto.ModelTail(metadata));
    }

    /// <summary>Writes the file with the weights.</summary>
    public void WriteData(Stream data)
    {
        var padding = new byte[Alignment];
        var offset = 0L;
        foreach (var weight in weights)
        {
            data.Write(weight.Bytes);
            var next = Next(offset, weight);
            data.Write(padding.AsSpan(0, (int)(next - offset - weight.ByteLength)));
            offset = next;
        }
    }

    private static long Next(long offset, WeightInMemory weight) => (offset + weight.ByteLength + Alignment - 1) / Alignment * Alignment;
}
