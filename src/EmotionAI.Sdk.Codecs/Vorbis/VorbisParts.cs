namespace EmotionAI.Audio.Vorbis;

/// <summary>Walks over floors, residues and mappings of a setup header (Vorbis I, 4.2.4), and checks what they refer to.</summary>
internal static class VorbisParts
{
    private const int MostClasses = 16;
    private const int MostPoints = 65;

    /// <returns>The number of floors; null where one breaks a rule.</returns>
    public static int? ReadFloors(ref VorbisBits bits, int books)
    {
        var floors = (int)bits.Read(6) + 1;
        for (var i = 0; i < floors; i++)
        {
            var isValid = bits.Read(16) switch
            {
                0 => ReadSpectralFloor(ref bits, books),
                1 => ReadLinearFloor(ref bits, books),
                _ => false,
            };
            if (!isValid || bits.IsOver)
            {
                return null;
            }
        }

        return floors;
    }

    /// <returns>The number of residues; null where one breaks a rule.</returns>
    public static int? ReadResidues(ref VorbisBits bits, int books)
    {
        Span<int> cascades = stackalloc int[64];
        var residues = (int)bits.Read(6) + 1;
        for (var i = 0; i < residues; i++)
        {
            if (bits.Read(16) > 2)
            {
                return null;
            }

            uint begin = bits.Read(24), end = bits.Read(24);
            bits.Skip(24);
            var classes = (int)bits.Read(6) + 1;
            if (bits.Read(8) >= books || begin > end)
            {
                return null;
            }

            foreach (ref var cascade in cascades[..classes])
            {
                cascade = (int)bits.Read(3);
                cascade |= bits.ReadFlag() ? (int)bits.Read(5) << 3 : 0;
            }

            foreach (var cascade in cascades[..classes])
            {
                for (var left = System.Numerics.BitOperations.PopCount((uint)cascade); left > 0; left--)
                {
                    if (bits.Read(8) >= books)
                    {
                        return null;
                    }
                }
            }
        }

        return bits.IsOver ? null : residues;
    }

    /// <returns>The number of mappings; null where one breaks a rule.</returns>
    public static int? ReadMappings(ref VorbisBits bits, int channels, int floors, int residues)
    {
        var mappings = (int)bits.Read(6) + 1;
        for (var i = 0; i < mappings; i++)
        {
            if (bits.Read(16) != 0)
            {
                return null;
            }

            var parts = bits.ReadFlag() ? (int)bits.Read(4) + 1 : 1;
            if (!ReadCoupling(ref bits, channels) || bits.Read(2) != 0)
            {
                return null;
            }

            for (var channel = 0; parts > 1 && channel < channels; channel++)
            {
                if (bits.Read(4) >= parts)
                {
                    return null;
                }
            }

            for (var part = 0; part < parts; part++)
            {
                bits.Skip(8);
                if (bits.Read(8) >= floors || bits.Read(8) >= residues)
                {
                    return null;
                }
            }
        }

        return bits.IsOver ? null : mappings;
    }

    private static bool ReadSpectralFloor(ref VorbisBits bits, int books)
    {
        uint order = bits.Read(8), rate = bits.Read(16), map = bits.Read(16);
        bits.Skip(6 + 8);
        for (var left = bits.Read(4) + 1; left > 0; left--)
        {
            if (bits.Read(8) >= books)
            {
                return false;
            }
        }

        return order > 0 && rate > 0 && map > 0;
    }

    private static bool ReadLinearFloor(ref VorbisBits bits, int books)
    {
        Span<int> classOf = stackalloc int[32];
        Span<int> dimensions = stackalloc int[MostClasses];
        var partitions = (int)bits.Read(5);
        var classes = 0;
        for (var i = 0; i < partitions; i++)
        {
            classOf[i] = (int)bits.Read(4);
            classes = Math.Max(classes, classOf[i] + 1);
        }

        for (var i = 0; i < classes; i++)
        {
            dimensions[i] = (int)bits.Read(3) + 1;
            var subclassBits = (int)bits.Read(2);
            if (subclassBits > 0 && bits.Read(8) >= books)
            {
                return false;
            }

            for (var left = 1 << subclassBits; left > 0; left--)
            {
                // 0 stands for no book.
                if (bits.Read(8) > books)
                {
                    return false;
                }
            }
        }

        bits.Skip(2);
        var width = (int)bits.Read(4);
        var points = 2;
        foreach (var part in classOf[..partitions])
        {
            points += dimensions[part];
        }

        bits.Skip((long)width * (points - 2));
        return points <= MostPoints;
    }

    private static bool ReadCoupling(ref VorbisBits bits, int channels)
    {
        if (!bits.ReadFlag())
        {
            return true;
        }

        var width = VorbisBits.Width(channels - 1);
        for (var left = bits.Read(8) + 1; left > 0; left--)
        {
            uint magnitude = bits.Read(width), angle = bits.Read(width);
            if (magnitude == angle || magnitude >= channels || angle >= channels)
            {
                return false;
            }
        }

        return true;
    }
}
