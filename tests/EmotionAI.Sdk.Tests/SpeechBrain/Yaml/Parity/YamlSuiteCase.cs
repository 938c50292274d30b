namespace EmotionAI.Tests.SpeechBrain.Yaml.Parity;

/// <summary>Holds one case of yaml-test-suite.</summary>
/// <param name="Name">Its folder.</param>
/// <param name="Text">The YAML.</param>
/// <param name="Events">The events that a right parser gives.</param>
/// <param name="MustFail">Whether a right parser refuses it.</param>
internal sealed record YamlSuiteCase(string Name, string Text, string Events, bool MustFail)
{
    /// <summary>Gets the deepest nesting of collections in the events.</summary>
    public int Depth
    {
        get
        {
            var depth = 0;
            var deepest = 0;
            foreach (var line in Events.Split('\n').Select(line => line.TrimStart()))
            {
                depth += line.StartsWith("+SEQ", StringComparison.Ordinal) || line.StartsWith("+MAP", StringComparison.Ordinal) ? 1 : 0;
                depth -= line.StartsWith("-SEQ", StringComparison.Ordinal) || line.StartsWith("-MAP", StringComparison.Ordinal) ? 1 : 0;
                deepest = Math.Max(deepest, depth);
            }

            return deepest;
        }
    }
}
