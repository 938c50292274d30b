namespace EmotionAI.Tests.Audio.Decoding;

/// <summary>Compares samples and shows both sides of the first difference.</summary>
internal static class SampleAssert
{
    public static void Equal(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, string name)
    {
        Assert.True(expected.Length == actual.Length, $"{name}: expected {expected.Length} samples, got {actual.Length}");
        for (var i = 0; i < expected.Length; i++)
        {
            if (BitConverter.SingleToInt32Bits(expected[i]) != BitConverter.SingleToInt32Bits(actual[i]) && expected[i] != actual[i])
            {
                var from = Math.Max(0, i - 2);
                var count = Math.Min(8, expected.Length - from);
                Assert.Fail($"{name}: sample {i} differs; from {from} on\nexpected {string.Join(' ', expected.Slice(from, count).ToArray())}\nactual   {string.Join(' ', actual.Slice(from, count).ToArray())}");
            }
        }
    }
}
