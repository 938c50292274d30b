namespace EmotionAI.Tests.Audio.Decoding;

/// <summary>Puts blocks together again, and compares them with what decoding at once gives: a clip, or an error behind the blocks before it.</summary>
internal static class BlockJoin
{
    public static async Task<List<AudioClip>> ListAsync(IAsyncEnumerable<AudioClip> blocks)
    {
        List<AudioClip> list = [];
        await foreach (var block in blocks)
        {
            list.Add(block);
        }

        return list;
    }

    /// <summary>Joins blocks of one shape, of which only the last one says what the end tells.</summary>
    public static AudioClip Join(IReadOnlyList<AudioClip> blocks)
    {
        var last = blocks[^1];
        Assert.All(blocks, block => Assert.Equal((last.SampleRate, last.Channels), (block.SampleRate, block.Channels)));
        Assert.All(blocks.Take(blocks.Count - 1), block => Assert.True(block is { IsIncomplete: false, Warnings.Count: 0, FrameCount: > 0 }));
        return new AudioClip(blocks.SelectMany(block => block.Samples.ToArray()).ToArray(), last.SampleRate, last.Channels) { IsIncomplete = last.IsIncomplete, Warnings = last.Warnings };
    }

    public static void Equal(AudioClip expected, AudioClip actual, string name)
    {
        Assert.Equal((name, expected.SampleRate, expected.Channels, expected.IsIncomplete), (name, actual.SampleRate, actual.Channels, actual.IsIncomplete));
        Assert.Equal(expected.Warnings, actual.Warnings);
        SampleAssert.Equal(expected.Samples.Span, actual.Samples.Span, name);
    }

    /// <summary>Decodes both ways.</summary>
    /// <returns>Whether there was a clip, else there was the same error.</returns>
    public static bool Equal(Func<AudioClip> decode, Action<Action<AudioClip>> decodeBlocks, string name)
    {
        AudioClip? clip = null;
        EmotionAIException? error = null;
        List<AudioClip> blocks = [];
        try
        {
            clip = decode();
        }
        catch (EmotionAIException e)
        {
            error = e;
        }

        try
        {
            decodeBlocks(blocks.Add);
        }
        catch (EmotionAIException e)
        {
            Assert.Equal((name, error?.Code, error?.Message, error?.Offset), (name, e.Code, e.Message, e.Offset));
            return false;
        }

        Assert.True(clip is not null, $"{name}: {error}");
        Equal(clip, Join(blocks), name);
        return true;
    }
}
