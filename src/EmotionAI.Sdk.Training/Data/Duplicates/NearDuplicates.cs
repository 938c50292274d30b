using System.Runtime.InteropServices;
using EmotionAI.Training.Data.Splitting;

namespace EmotionAI.Training.Data.Duplicates;

/// <summary>
/// Finds texts that share most of their pairs of neighbouring words, exactly: of two sets with Jaccard similarity t, the rarest |x| - ⌈t|x|⌉ + 1 members have one in common
/// (prefix filtering; Bayardo, Ma and Srikant, "Scaling up all pairs similarity search", 2007).
/// </summary>
/// <param name="similarity">From which similarity on two texts are nearly the same.</param>
internal sealed class NearDuplicates(double similarity)
{
    /// <summary>A pair of words that is among the rarest of so many texts tells nothing, and comparing them all would take the square of the time.</summary>
    private const int MostHolders = 2_000;

    /// <summary>Beyond so many words a text is compared by its beginning.</summary>
    private const int MostPairs = 4_096;
    private const ulong Start = 14_695_981_039_346_656_037;
    private const ulong Prime = 1_099_511_628_211;

    private const double Rounding = 1e-9;

    /// <summary>Joins the texts that are nearly the same.</summary>
    /// <param name="texts">The words of each text.</param>
    /// <param name="sets">Receives what belongs together; what is the same already is in one set.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public void Join(IReadOnlyList<IReadOnlyList<string>> texts, DisjointSets sets, CancellationToken cancellationToken)
    {
        // One text of each set stands for all: they have the same words.
        int[] distinct = [.. sets.ToLists().Select(set => set[0])];
        var pairs = RarestFirst([.. distinct.Select(i => PairsOf(texts[i]))]);
        int[] bySize = [.. Enumerable.Range(0, pairs.Length).OrderBy(i => pairs[i].Length).ThenBy(i => i)];
        Dictionary<int, List<int>> holders = [];
        HashSet<int> seen = [];
        foreach (var text in bySize)
        {
            cancellationToken.ThrowIfCancellationRequested();
            seen.Clear();
            var own = pairs[text];
            var least = (int)Math.Ceiling((similarity * own.Length) - Rounding);
            foreach (var pair in own.AsSpan(0, own.Length - least + 1))
            {
                ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(holders, pair, out _);
                list ??= [];
                foreach (var other in list)
                {
                    if (pairs[other].Length >= least && seen.Add(other) && sets.Find(distinct[other]) != sets.Find(distinct[text]) && AreAlike(pairs[other], own))
                    {
                        sets.Join(distinct[other], distinct[text]);
                    }
                }

                if (list.Count < MostHolders)
                {
                    list.Add(text);
                }
            }
        }
    }

    private bool AreAlike(ReadOnlySpan<int> first, ReadOnlySpan<int> second)
    {
        var (shared, i, j) = (0, 0, 0);
        while (i < first.Length && j < second.Length)
        {
            var order = first[i].CompareTo(second[j]);
            shared += order == 0 ? 1 : 0;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }

        return shared >= (similarity * (first.Length + second.Length - shared)) - Rounding;
    }

    /// <summary>Numbers the pairs by how few texts have them, and sorts those of each text.</summary>
    private static int[][] RarestFirst(ulong[][] pairs)
    {
        Dictionary<ulong, int> counts = [];
        foreach (var pair in pairs.SelectMany(text => text))
        {
            CollectionsMarshal.GetValueRefOrAddDefault(counts, pair, out _)++;
        }

        var ranks = counts.OrderBy(pair => pair.Value).ThenBy(pair => pair.Key).Select((pair, rank) => (pair.Key, rank)).ToDictionary(pair => pair.Key, pair => pair.rank);
        return Array.ConvertAll(pairs, text =>
        {
            var numbers = Array.ConvertAll(text, pair => ranks[pair]);
            Array.Sort(numbers);
            return numbers;
        });
    }

    /// <summary>Hashes the pairs of neighbours, begin and end of the text being neighbours too (FNV-1a).</summary>
    private static ulong[] PairsOf(IReadOnlyList<string> words)
    {
        HashSet<ulong> pairs = [];
        for (var i = 0; i <= Math.Min(words.Count, MostPairs); i++)
        {
            pairs.Add(Hash(Hash(Start, i == 0 ? "" : words[i - 1]), i == words.Count ? "" : words[i]));
        }

        return [.. pairs];
    }

    private static ulong Hash(ulong hash, string word)
    {
        foreach (var unit in word)
        {
            hash = (hash ^ unit) * Prime;
        }

        // No word holds this unit: it ends each.
        return (hash ^ char.MaxValue) * Prime;
    }
}
