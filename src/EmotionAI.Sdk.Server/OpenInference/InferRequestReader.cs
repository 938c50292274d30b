using System.Text.Json;
using EmotionAI.Server.Requests;

namespace EmotionAI.Server.OpenInference;

/// <summary>Reads the inference request of the Open Inference Protocol.</summary>
internal static class InferRequestReader
{
    /// <param name="json">The body.</param>
    /// <param name="input">The name of the one input.</param>
    /// <param name="element">Reads an element of it.</param>
    /// <param name="options">The limits.</param>
    /// <exception cref="EmotionAIException">The request is not one that can be answered.</exception>
    public static InferRequest<TInput> Read<TInput>(ReadOnlySpan<byte> json, string input, ElementReader<TInput> element, EmotionServerOptions options)
    {
        var reader = new RequestJson(json);
        var seen = new HashSet<string>();
        IReadOnlyList<TInput>? inputs = null;
        string? id = null;
        List<string> outputs = [];
        reader.Advance();
        reader.EnterObject("The request");
        while (reader.NextKey(seen, out var key))
        {
            switch (key)
            {
                case "id":
                    id = reader.String("'id'");
                    break;
                case "parameters":
                    ParametersReader.Read(ref reader);
                    break;
                case "inputs":
                    inputs = ReadInputs(ref reader, input, element, options);
                    break;
                case "outputs":
                    outputs = ReadOutputs(ref reader);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        reader.End();
        return new InferRequest<TInput>(inputs ?? throw Invalid($"'inputs' is missing; this model has one input, '{input}'."))
        {
            Id = id,
            Outputs = outputs.Count > 0 ? outputs : [.. Tensors.Outputs.Select(output => output.Name)],
        };
    }

    private static IReadOnlyList<TInput> ReadInputs<TInput>(ref RequestJson reader, string input, ElementReader<TInput> element, EmotionServerOptions options)
    {
        const string what = "'inputs'";
        if (reader.Kind != JsonTokenType.StartArray)
        {
            throw reader.Wrong(what, "a list");
        }

        if (!reader.NextElement())
        {
            throw Invalid($"{what} is empty; this model has one input, '{input}'.");
        }

        var inputs = TensorReader.Read(ref reader, input, element, options);
        return reader.NextElement() ? throw Invalid($"{what} has more than one tensor; this model has one input, '{input}'.") : inputs;
    }

    private static List<string> ReadOutputs(ref RequestJson reader)
    {
        if (reader.Kind != JsonTokenType.StartArray)
        {
            throw reader.Wrong("'outputs'", "a list");
        }

        var outputs = new List<string>();
        while (reader.NextElement())
        {
            var name = ReadOutput(ref reader);
            if (outputs.Contains(name) || Tensors.Outputs.All(output => output.Name != name))
            {
                throw Invalid($"An output is asked for twice, or is none of this model; there are {string.Join(", ", Tensors.Outputs.Select(output => output.Name))}.");
            }

            outputs.Add(name);
        }

        return outputs;
    }

    private static string ReadOutput(ref RequestJson reader)
    {
        var seen = new HashSet<string>();
        string? name = null;
        reader.EnterObject("An output");
        while (reader.NextKey(seen, out var key))
        {
            switch (key)
            {
                case "name":
                    name = reader.String("The name of an output");
                    break;
                case "parameters":
                    ParametersReader.Read(ref reader);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return name ?? throw Invalid("An output has no name.");
    }

    private static EmotionAIException Invalid(string message) => new(EmotionErrorCodes.InputInvalid, message);
}
