using System.Text.Json;
using EmotionAI.Server.Requests;

namespace EmotionAI.Server.OpenInference;

/// <summary>Reads an input tensor: a list of rank 1, or of <c>[batch, 1]</c>, flat or nested as its shape.</summary>
internal static class TensorReader
{
    private const int MaxRank = 2;

    /// <summary>Reads the tensor.</summary>
    /// <param name="reader">Stands at its object.</param>
    /// <param name="name">The name that it must have.</param>
    /// <param name="element">Reads an element.</param>
    /// <param name="options">The limits.</param>
    /// <exception cref="EmotionAIException">It is not such a tensor.</exception>
    public static IReadOnlyList<TInput> Read<TInput>(ref RequestJson reader, string name, ElementReader<TInput> element, EmotionServerOptions options)
    {
        var seen = new HashSet<string>();
        string? found = null, type = null;
        List<long>? shape = null;
        List<TInput>? data = null;
        reader.EnterObject("An input");
        while (reader.NextKey(seen, out var key))
        {
            switch (key)
            {
                case "name":
                    found = reader.String("The name of an input");
                    break;
                case "datatype":
                    type = reader.String("The datatype of an input");
                    break;
                case "shape":
                    shape = ReadShape(ref reader);
                    break;
                case "parameters":
                    ParametersReader.Read(ref reader);
                    break;
                case "data":
                    data = [];
                    ReadData(ref reader, data, element, options, depth: 0);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        Check(found, name, type, shape, data?.Count);
        return data!;
    }

    private static void Check(string? found, string name, string? type, List<long>? shape, int? count)
    {
        if (found != name)
        {
            throw Invalid($"An input has {(found is null ? "no name" : "another name")}; the one input of this model is '{name}'.");
        }

        if (type != Tensors.Bytes)
        {
            throw Invalid($"The input '{name}' has {(type is null ? "no datatype" : "another datatype")}; allowed: {Tensors.Bytes}.");
        }

        if (count is null)
        {
            throw Invalid($"The input '{name}' has no data; allowed: a list of strings. Extensions such as binary tensor data are not supported.");
        }

        if (shape is null || shape.Count is 0 or > MaxRank || shape[0] != count || (shape.Count == MaxRank && shape[1] != 1))
        {
            throw Invalid(Invariant($"The shape of the input '{name}' is not that of its {count} elements; allowed: [{count}] or [{count}, 1]."));
        }

        if (count == 0)
        {
            throw Invalid($"The input '{name}' is empty.");
        }
    }

    private static List<long> ReadShape(ref RequestJson reader)
    {
        const string what = "The shape of an input";
        if (reader.Kind != JsonTokenType.StartArray)
        {
            throw reader.Wrong(what, "a list of whole numbers");
        }

        var shape = new List<long>();
        while (reader.NextElement())
        {
            shape.Add(reader.Integer("A dimension"));
            if (shape.Count > MaxRank)
            {
                throw Invalid(Invariant($"{what} has more than {MaxRank} dimensions."));
            }
        }

        return shape;
    }

    /// <summary>Reads a list that may be nested: rows follow each other.</summary>
    private static void ReadData<TInput>(ref RequestJson reader, List<TInput> data, ElementReader<TInput> element, EmotionServerOptions options, int depth)
    {
        if (reader.Kind != JsonTokenType.StartArray)
        {
            throw reader.Wrong("The data of an input", "a list");
        }

        while (reader.NextElement())
        {
            if (reader.Kind == JsonTokenType.StartArray && depth < MaxRank - 1)
            {
                ReadData(ref reader, data, element, options, depth + 1);
                continue;
            }

            data.Add(element(ref reader));
            if (data.Count > options.MaxBatchSize)
            {
                throw new EmotionAIException(EmotionErrorCodes.LimitExceeded, Invariant($"An input has more than {options.MaxBatchSize} elements, which is what this server takes at once (EmotionServerOptions.MaxBatchSize)."));
            }
        }
    }

    private static EmotionAIException Invalid(string message) => new(EmotionErrorCodes.InputInvalid, message);
}
