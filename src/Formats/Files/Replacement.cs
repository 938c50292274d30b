namespace EmotionAI.Formats;

/// <summary>Is one file on its way to its place; what was there can be put back.</summary>
/// <param name="target">Its place, links followed.</param>
internal sealed class Replacement(string target)
{
    private readonly string _draft = $"{target}.{Guid.NewGuid():N}.tmp";
    private readonly string _old = $"{target}.{Guid.NewGuid():N}.old";
    private bool _isApplied;

    public string Target => target;

    /// <summary>Writes the file beside its place.</summary>
    public void Prepare(Action<Stream> write, bool keepOld)
    {
        AtomicFile.WriteNew(_draft, write);
        if (keepOld && File.Exists(target))
        {
            File.Copy(target, _old);
        }
    }

    /// <summary>Puts the file in its place.</summary>
    public void Apply()
    {
        File.Move(_draft, target, overwrite: true);
        _isApplied = true;
    }

    /// <summary>Puts back what was there.</summary>
    public void Undo()
    {
        if (_isApplied)
        {
            Quietly(() =>
            {
                if (File.Exists(_old))
                {
                    File.Move(_old, target, overwrite: true);
                }
                else
                {
                    File.Delete(target);
                }
            });
        }
    }

    public void RemoveDrafts()
    {
        Quietly(() => File.Delete(_draft));
        Quietly(() => File.Delete(_old));
    }

    /// <summary>The fault that ended the writing is the one to be told.</summary>
    private static void Quietly(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }
}
