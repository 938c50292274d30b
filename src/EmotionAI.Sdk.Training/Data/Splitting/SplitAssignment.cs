namespace EmotionAI.Training.Data.Splitting;

/// <summary>Shares groups out to the parts so that each label is in each part as often as the shares say: iterative stratification (Sechidis, Tsoumakas and Vlahavas, 2011), of groups in place of samples.</summary>
internal sealed class SplitAssignment
{
    private const int Parts = 3;
    private const int Unassigned = -1;

    private readonly IReadOnlyList<SplitGroup> _groups;
    private readonly int[] _order;
    private readonly int[] _parts;
    private readonly double[] _wantedSamples = new double[Parts];
    private readonly double[][] _wantedLabels;

    private SplitAssignment(IReadOnlyList<SplitGroup> groups, int labels, long seed, double[] shares)
    {
        _groups = groups;
        _parts = [.. Enumerable.Repeat(Unassigned, groups.Count)];
        var ranks = groups.Select(group => SplitRank.Of(group.Key, seed)).ToArray();
        _order = [.. Enumerable.Range(0, groups.Count).OrderByDescending(i => groups[i].Size).ThenBy(i => ranks[i], StringComparer.Ordinal)];
        var counts = new int[labels];
        foreach (var label in groups.SelectMany(group => group.Labels))
        {
            counts[label]++;
        }

        _wantedLabels = [.. shares.Select(share => Array.ConvertAll(counts, count => share * count))];
        for (var part = 0; part < Parts; part++)
        {
            _wantedSamples[part] = shares[part] * groups.Sum(group => group.Size);
        }
    }

    /// <summary>Decides the part of each group.</summary>
    /// <param name="groups">The groups; their order decides nothing.</param>
    /// <param name="labels">The number of labels.</param>
    /// <param name="options">The shares and the seed.</param>
    /// <returns>The parts, in the order of the groups. Each wanted part has a group, as far as there are groups: train first, then test, then dev.</returns>
    public static DataSplit[] Assign(IReadOnlyList<SplitGroup> groups, int labels, SplitOptions options)
    {
        var shares = Shares(groups.Count, options);
        var assignment = new SplitAssignment(groups, labels, options.Seed, shares);
        assignment.ShareOut(labels);
        assignment.Fill(shares);
        return Array.ConvertAll(assignment._parts, part => (DataSplit)part);
    }

    /// <summary>Raises shares that are smaller than one of few groups, and drops parts that there are no groups for.</summary>
    private static double[] Shares(int groups, SplitOptions options)
    {
        var (dev, test) = (options.DevShare, options.TestShare);
        test = groups < 2 ? 0 : test;
        dev = groups < (test > 0 ? Parts : 2) ? 0 : dev;
        (dev, test) = (dev > 0 ? Math.Max(dev, 1.0 / groups) : 0, test > 0 ? Math.Max(test, 1.0 / groups) : 0);
        return [1 - dev - test, dev, test];
    }

    private void ShareOut(int labels)
    {
        var left = new int[labels];
        var holders = new List<int>[labels];
        Array.ForEach([.. Enumerable.Range(0, labels)], label => holders[label] = []);
        foreach (var group in _order)
        {
            foreach (var label in _groups[group].Labels.Distinct())
            {
                left[label]++;
                holders[label].Add(group);
            }
        }

        while (Rarest(left) is { } label)
        {
            foreach (var group in holders[label].Where(group => _parts[group] == Unassigned))
            {
                Put(group, BestPart(part => _wantedLabels[part][label]));
                foreach (var other in _groups[group].Labels.Distinct())
                {
                    left[other]--;
                }
            }
        }

        foreach (var group in _order.Where(group => _parts[group] == Unassigned))
        {
            Put(group, BestPart(part => _wantedSamples[part]));
        }
    }

    private static int? Rarest(int[] left)
    {
        int? rarest = null;
        for (var label = 0; label < left.Length; label++)
        {
            if (left[label] > 0 && (rarest is null || left[label] < left[rarest.Value]))
            {
                rarest = label;
            }
        }

        return rarest;
    }

    /// <summary>Finds the part that wants the most; of equals, the one that wants the most samples.</summary>
    private int BestPart(Func<int, double> wanted)
    {
        var best = 0;
        for (var part = 1; part < Parts; part++)
        {
            if (wanted(part) > wanted(best) || (wanted(part) == wanted(best) && _wantedSamples[part] > _wantedSamples[best]))
            {
                best = part;
            }
        }

        return best;
    }

    private void Put(int group, int part)
    {
        _parts[group] = part;
        _wantedSamples[part] -= _groups[group].Size;
        foreach (var label in _groups[group].Labels)
        {
            _wantedLabels[part][label]--;
        }
    }

    /// <summary>Gives a part that is wanted and empty the smallest group of the largest part.</summary>
    private void Fill(double[] shares)
    {
        foreach (var part in (int[])[(int)DataSplit.Train, (int)DataSplit.Test, (int)DataSplit.Dev])
        {
            if (shares[part] <= 0 || Array.IndexOf(_parts, part) >= 0)
            {
                continue;
            }

            var donor = Enumerable.Range(0, Parts).OrderByDescending(other => _parts.Count(other.Equals)).First();
            if (_parts.Count(donor.Equals) > 1)
            {
                _parts[_order.Last(group => _parts[group] == donor)] = part;
            }
        }
    }
}
