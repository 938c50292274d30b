namespace EmotionAI.Bundles;

/// <summary>Names a package with a model.</summary>
/// <param name="Name">The name by which options choose it: the folder in <c>emotionai-models</c>.</param>
/// <param name="Folder">The model in <c>emotionai-models</c>.</param>
/// <param name="Package">The name of the package.</param>
internal sealed record DefaultModelPackage(string Name, string Folder, string Package);
