using BenchmarkDotNet.Running;
using EmotionAI.Benchmarks;

switch (args)
{
    case ["throughput", ..]:
        TextThroughput.Run(args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : TextThroughput.Texts);
        break;
    case ["speech", ..]:
        SpeechThroughput.Run(args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 5);
        break;
    case ["second-core", ..]:
        return SecondCore.Run();
    case ["speech-head", var corpus, ..]:
        SpeechHeadFigures.Run(corpus, args.Length > 2 ? int.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture) : 0);
        break;
    case ["text-peer", var model, var file]:
        TextPeer.Run(model, file);
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        break;
}

return 0;
