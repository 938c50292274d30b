using BenchmarkDotNet.Running;
using EmotionAI.Benchmarks;

switch (args)
{
    case ["throughput", ..]:
        TextThroughput.Run(Number(1) ?? TextThroughput.Texts);
        break;
    case ["speech", ..]:
        SpeechThroughput.Run(Number(1) ?? 5);
        break;
    case ["batching", ..]:
        return BatchingThroughput.Run(Number(1) ?? 5);
    case ["overload", ..]:
        return await ServerOverload.RunAsync(TimeSpan.FromSeconds(Number(1) ?? 20));
    case ["second-core", ..]:
        return SecondCore.Run();
    case ["speech-head", var corpus, ..]:
        SpeechHeadFigures.Run(corpus, Number(2) ?? 0, Number(3));
        break;
    case ["text-peer", var model, var file]:
        TextPeer.Run(model, file);
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        break;
}

return 0;

int? Number(int place) => args.Length > place ? int.Parse(args[place], System.Globalization.CultureInfo.InvariantCulture) : null;
