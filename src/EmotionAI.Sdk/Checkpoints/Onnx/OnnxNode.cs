namespace EmotionAI.Checkpoints.Onnx;

/// <summary>Is a node of a graph with the attributes that linear layers have.</summary>
internal sealed class OnnxNode
{
    private const int MaximalInputs = 8;

    private readonly Dictionary<string, long> _integers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, float> _numbers = new(StringComparer.Ordinal);

    public string Operator { get; private set; } = "";

    public string Domain { get; private set; } = "";

    /// <summary>Gets the first inputs; no linear layer has more.</summary>
    public List<string> Inputs { get; } = [];

    /// <summary>Gets whole numbers that an attribute named <c>perm</c> lists.</summary>
    public List<long> Permutation { get; } = [];

    public static OnnxNode Read(ProtobufReader message)
    {
        var node = new OnnxNode();
        while (message.Next())
        {
            switch (message.Field)
            {
                case 1 when node.Inputs.Count < MaximalInputs:
                    node.Inputs.Add(message.ReadText());
                    break;
                case 4:
                    node.Operator = message.ReadText();
                    break;
                case 5:
                    node.ReadAttribute(message.ReadMessage());
                    break;
                case 7:
                    node.Domain = message.ReadText();
                    break;
                default:
                    message.Skip();
                    break;
            }
        }

        return node;
    }

    public long Integer(string name, long byDefault) => _integers.GetValueOrDefault(name, byDefault);

    public float Number(string name, float byDefault) => _numbers.GetValueOrDefault(name, byDefault);

    private void ReadAttribute(ProtobufReader attribute)
    {
        var name = "";
        var fields = attribute;
        while (fields.Next())
        {
            if (fields.Field == 1)
            {
                name = fields.ReadText();
            }
            else
            {
                fields.Skip();
            }
        }

        while (attribute.Next())
        {
            switch (attribute.Field)
            {
                case 2 when name is "alpha" or "beta":
                    _numbers[name] = attribute.ReadSingle();
                    break;
                case 3 when name is "transA" or "transB":
                    _integers[name] = (long)attribute.ReadVarint();
                    break;
                case 8 when name == "perm":
                    attribute.FoldVarints(Permutation, static (list, value) =>
                    {
                        if (list.Count < MaximalInputs)
                        {
                            list.Add((long)value);
                        }

                        return list;
                    });
                    break;
                default:
                    attribute.Skip();
                    break;
            }
        }
    }
}
