using EmotionAI.Bundles;
using EmotionAI.DependencyInjection;

namespace EmotionAI.Server.Cli;

/// <summary>Says where the server listens and what it serves.</summary>
internal static class Greeting
{
    public static void Write(TextWriter output, IEnumerable<string> addresses, ServedModels models)
    {
        foreach (var address in addresses)
        {
            output.WriteLine($"{CommandLine.Name} listens on {address}");
            output.WriteLine($"  page       {address}/");
            output.WriteLine($"  reference  {address}/scalar");
        }

        foreach (var model in models)
        {
            var metadata = model.Classifier.Metadata;
            output.WriteLine(Invariant($"  model      {model.Name}: {metadata.ModelId}, {(model.Modality == ModelModality.Text ? "text" : "speech")}, {metadata.Labels.Count} labels{(metadata.IsMock ? ", a mock whose answers mean nothing" : "")}"));
        }

        output.Flush();
    }
}
