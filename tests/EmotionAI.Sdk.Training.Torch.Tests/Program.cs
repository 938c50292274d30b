using System.Diagnostics;
using EmotionAI.Training.Torch;
using EmotionAI.Training.Torch.Loading;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace EmotionAI.Tests;

/// <summary>Runs in processes of their own what tests measure or kill: <c>load</c>, or <c>train OUTPUT CHECKPOINTS</c>.</summary>
internal static class Program
{
    public static int Main(string[] args)
    {
        if (args is ["load"])
        {
            var clock = Stopwatch.StartNew();
            try
            {
                TorchLibrary.Load();
                Console.WriteLine(clock.ElapsedMilliseconds);
                return 0;
            }
            catch (EmotionAIException e)
            {
                Console.WriteLine(e.Message);
                return 1;
            }
        }

        new TextFineTuner(TinyTraining.BaseDirectory, TinyTraining.Options(args[2])).Train(TinyTraining.Data(), args[1], new StepLine());
        return 0;
    }

    /// <summary>Starts a process that does so.</summary>
    public static Process Start(params string[] args) => StartIn(AppContext.BaseDirectory, args);

    /// <summary>Starts a process with the assemblies of a folder.</summary>
    public static Process StartIn(string folder, params string[] args) =>
        Process.Start(new ProcessStartInfo("dotnet", ["exec", Path.Combine(folder, Path.GetFileName(typeof(Program).Assembly.Location)), .. args]) { RedirectStandardOutput = true, RedirectStandardError = true })!;

    private sealed class StepLine : IProgress<TrainingStep>
    {
        public void Report(TrainingStep value) => Console.WriteLine(FormattableString.Invariant($"step {value.Step}"));
    }
}
