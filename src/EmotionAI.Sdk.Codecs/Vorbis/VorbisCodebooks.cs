namespace EmotionAI.Audio.Vorbis;

/// <summary>Walks over the codebooks of a setup header (Vorbis I, 3.2.1) and adds up what they would take.</summary>
internal static class VorbisCodebooks
{
    /// <summary>Ten times what encoders write: their books have 30,000 entries together.</summary>
    public const int MostEntries = 1 << 19;

    /// <summary>The numbers of all tables together, 32 MiB as floats.</summary>
    public const int MostValues = 1 << 23;

    private const int Mark = 0x56_43_42;

    /// <returns>The number of codebooks; null where one breaks a rule, or they are too large.</returns>
    public static int? Read(ref VorbisBits bits)
    {
        var books = (int)bits.Read(8) + 1;
        long entries = 0, values = 0;
        for (var i = 0; i < books; i++)
        {
            if (bits.Read(24) != Mark)
            {
                return null;
            }

            long dimensions = bits.Read(16), ofBook = bits.Read(24);
            entries += ofBook;
            if (dimensions == 0 || ofBook == 0 || entries > MostEntries || !SkipLengths(ref bits, (int)ofBook) || !SkipTable(ref bits, (int)ofBook, (int)dimensions, ref values) || bits.IsOver)
            {
                return null;
            }
        }

        return books;
    }

    private static bool SkipLengths(ref VorbisBits bits, int entries)
    {
        if (bits.ReadFlag())
        {
            var length = bits.Read(5) + 1;
            for (var set = 0; set < entries; length++)
            {
                var count = (int)bits.Read(VorbisBits.Width(entries - set));
                if (length > 32 || count > entries - set)
                {
                    return false;
                }

                set += count;
            }

            return true;
        }

        var isSparse = bits.ReadFlag();
        for (var i = 0; i < entries && !bits.IsOver; i++)
        {
            if (!isSparse || bits.ReadFlag())
            {
                bits.Skip(5);
            }
        }

        return true;
    }

    private static bool SkipTable(ref VorbisBits bits, int entries, int dimensions, ref long values)
    {
        var kind = bits.Read(4);
        if (kind == 0)
        {
            return true;
        }

        values += (long)entries * dimensions;
        if (kind > 2 || values > MostValues)
        {
            return false;
        }

        bits.Skip(64);
        var width = bits.Read(4) + 1;
        bits.Skip(1);
        bits.Skip(width * (kind == 1 ? Root(entries, dimensions) : (long)entries * dimensions));
        return true;
    }

    /// <summary>Gets the largest number whose power to the dimensions is at most the entries.</summary>
    private static long Root(int entries, int dimensions)
    {
        var root = (long)Math.Floor(Math.Pow(entries, 1.0 / dimensions));
        while (PowerIsWithin(root + 1, dimensions, entries))
        {
            root++;
        }

        while (root > 0 && !PowerIsWithin(root, dimensions, entries))
        {
            root--;
        }

        return root;
    }

    private static bool PowerIsWithin(long value, int power, int most)
    {
        if (value <= 1)
        {
            return value <= most;
        }

        var product = 1L;
        for (var i = 0; i < power; i++)
        {
            product *= value;
            if (product > most)
            {
                return false;
            }
        }

        return true;
    }
}
