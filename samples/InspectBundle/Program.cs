using EmotionAI.Bundles;

var directory = args.Length > 0 ? args[0] : Path.Combine(AppContext.BaseDirectory, "broken-model");
var bundle = ModelBundle.Inspect(directory);

Console.WriteLine($"{bundle.Kind}, {(bundle.IsUsable ? "usable" : "not usable")}");
foreach (var problem in bundle.Problems)
{
    Console.WriteLine($"{problem.Severity}: {problem}");
}
