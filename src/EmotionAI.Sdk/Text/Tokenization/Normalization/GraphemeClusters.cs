using System.Text;

namespace EmotionAI.Text.Tokenization.Normalization;

/// <summary>Finds extended grapheme clusters as the crate unicode-segmentation does, of Unicode 16.</summary>
/// <remarks>Flags of two regional indicators are not joined: nobody here tells a cluster of 8 bytes from two of 4.</remarks>
internal static class GraphemeClusters
{
    private const int Joiner = 0x200D;

    /// <summary>Gives the end of the cluster that begins at a place.</summary>
    /// <param name="text">Valid UTF-16.</param>
    /// <param name="start">Where the cluster begins.</param>
    /// <returns>Where it ends, after <paramref name="start"/>.</returns>
    public static int EndOf(ReadOnlySpan<char> text, int start)
    {
        var table = ClusterTable.Instance;
        Rune.DecodeFromUtf16(text[start..], out var rune, out var length);
        var end = start + length;
        var before = table.FlagsOf(rune.Value);
        var (afterPictograph, afterLinker) = (IsPictograph(before), false);
        var isConjunct = (before & ClusterFlags.Consonant) != 0;
        for (var isJoiner = false; end < text.Length; end += length)
        {
            var isCarriageReturn = rune.Value == '\r';
            Rune.DecodeFromUtf16(text[end..], out rune, out length);
            var flags = table.FlagsOf(rune.Value);
            var isJoined = (isJoiner && afterPictograph && IsPictograph(flags)) || (isConjunct && afterLinker && (flags & ClusterFlags.Consonant) != 0);
            if (!isJoined && !Joins(before, flags) && !(isCarriageReturn && rune.Value == '\n'))
            {
                return end;
            }

            isJoiner = rune.Value == Joiner;
            afterPictograph = IsPictograph(flags) || (afterPictograph && (flags & ClusterFlags.Extends) != 0);
            afterLinker = (flags & ClusterFlags.Linker) != 0 || (afterLinker && (flags & ClusterFlags.ExtendsConjunct) != 0);
            isConjunct = (flags & ClusterFlags.Consonant) != 0 || (isConjunct && (flags & (ClusterFlags.ExtendsConjunct | ClusterFlags.Linker)) != 0);
            before = flags;
        }

        return end;
    }

    private static bool IsPictograph(ClusterFlags flags) => (flags & ClusterFlags.Pictograph) != 0;

    /// <summary>Tells whether two neighbours are joined, whatever is before them.</summary>
    private static bool Joins(ClusterFlags before, ClusterFlags after)
    {
        if (((before | after) & ClusterFlags.Control) != 0)
        {
            return false;
        }

        if ((after & ClusterFlags.Joins) != 0 || (before & ClusterFlags.Prepends) != 0)
        {
            return true;
        }

        return before switch
        {
            ClusterFlags.Lead => (after & (ClusterFlags.Lead | ClusterFlags.Vowel)) != 0,
            ClusterFlags.Vowel or (ClusterFlags.Lead | ClusterFlags.Vowel) => after is ClusterFlags.Vowel or ClusterFlags.Trail,
            ClusterFlags.Trail or (ClusterFlags.Lead | ClusterFlags.Trail) => after == ClusterFlags.Trail,
            _ => false,
        };
    }
}
