namespace EmotionAI.Text.Tokenization;

/// <summary>Tells what the files of a tokenizer say without effect, or otherwise than they are read: a warning of the bundle.</summary>
/// <param name="Code">One of <see cref="Bundles.BundleProblemCodes"/>.</param>
/// <param name="Path">The file.</param>
/// <param name="Key">The key in it.</param>
/// <param name="Found">What it says.</param>
/// <param name="Allowed">What was done, and what would silence the remark.</param>
internal sealed record TokenizerRemark(string Code, string Path, string Key, string Found, string Allowed);
