using EmotionAI.Training.Data;
using EmotionAI.Training.Data.Splitting;

namespace EmotionAI.Tests.Data.Splitting;

/// <summary>What must hold of every way to divide, over many random sets of groups.</summary>
public sealed class SplitAssignmentTests
{
    private const int Labels = 4;

    /// <summary>Gets the ways: by labels one by one, and by draws of whole speakers.</summary>
    public static TheoryData<bool> Ways => [false, true];

    [Theory]
    [MemberData(nameof(Ways))]
    public void Assign_AnyGroups_FillsEveryWantedPart(bool bySpeaker)
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var groups = Random(seed, 3, 40);
            var parts = Assign(bySpeaker, groups, seed);

            Assert.Equal([DataSplit.Train, DataSplit.Dev, DataSplit.Test], parts.Distinct().Order());
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Assign_OtherOrderOfTheGroups_GivesTheSameParts(bool bySpeaker)
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var groups = Random(seed, 3, 60);
            var parts = groups.Zip(Assign(bySpeaker, groups, seed)).ToDictionary(pair => pair.First.Key, pair => pair.Second);
            var shuffled = groups.ToArray();
            new Random(seed).Shuffle(shuffled);

            Assert.Equal(shuffled.Select(group => parts[group.Key]), Assign(bySpeaker, shuffled, seed));
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Assign_OtherSeeds_GiveOtherParts(bool bySpeaker)
    {
        var groups = Random(7, 40, 41);

        Assert.True(Enumerable.Range(0, 10).Select(seed => string.Join(',', Assign(bySpeaker, groups, seed))).Distinct().Count() > 3);
    }

    [Fact]
    public void Assign_ManySmallGroups_ShareEachLabelOutAsAsked()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var groups = Random(seed, 800, 900, largest: 2);
            var parts = SplitAssignment.Assign(groups, Labels, new SplitOptions { Seed = seed, DevShare = 0.2 });
            for (var label = 0; label < Labels; label++)
            {
                var counts = groups.Zip(parts).GroupBy(pair => pair.Second, pair => pair.First.Labels.Count(label.Equals)).ToDictionary(part => part.Key, part => part.Sum());
                var all = counts.Values.Sum();
                Assert.InRange(counts[DataSplit.Dev], (0.2 * all) - 4, (0.2 * all) + 4);
                Assert.InRange(counts[DataSplit.Test], (0.1 * all) - 4, (0.1 * all) + 4);
            }
        }
    }

    [Theory]
    [InlineData(1, "Train")]
    [InlineData(2, "Test,Train")]
    [InlineData(3, "Dev,Test,Train")]
    public void Assign_FewGroups_FillTrainThenTestThenDev(int count, string expected)
    {
        var groups = Random(count, count, count + 1);

        Assert.Equal(expected, string.Join(',', SplitAssignment.Assign(groups, Labels, new SplitOptions()).Select(part => part.ToString()).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void Assign_NoSharesForOthers_LeavesAllInTrain() =>
        Assert.All(SplitAssignment.Assign(Random(1, 30, 31), Labels, new SplitOptions { DevShare = 0, TestShare = 0 }), part => Assert.Equal(DataSplit.Train, part));

    [Fact]
    public void Assign_SpeakersOfEqualSize_TakesAsManyAsTheSharesSay()
    {
        SplitGroup[] speakers = [.. Enumerable.Range(1, 24).Select(i => new SplitGroup(FormattableString.Invariant($"speaker {i:00}"), [.. Enumerable.Range(0, 60).Select(clip => clip % Labels)], 60))];

        var parts = SpeakerDraw.Assign(speakers, Labels, new SplitOptions { DevShare = 0.125, TestShare = 0.25 });

        Assert.Equal((15, 3, 6), (parts.Count(part => part == DataSplit.Train), parts.Count(part => part == DataSplit.Dev), parts.Count(part => part == DataSplit.Test)));
    }

    private static DataSplit[] Assign(bool bySpeaker, SplitGroup[] groups, int seed)
    {
        var options = new SplitOptions { Seed = seed };
        return bySpeaker ? SpeakerDraw.Assign(groups, Labels, options) : SplitAssignment.Assign(groups, Labels, options);
    }

    private static SplitGroup[] Random(int seed, int least, int most, int largest = 20)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable.Range(0, random.Next(least, most)).Select(i =>
            {
                var size = random.Next(1, largest + 1);
                return new SplitGroup(FormattableString.Invariant($"{seed}-{i}"), [.. Enumerable.Range(0, size).Select(_ => random.Next(Labels))], size);
            }),
        ];
    }
}
