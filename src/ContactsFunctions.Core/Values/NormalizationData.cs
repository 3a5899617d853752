using System.Collections.Frozen;
using System.Globalization;

namespace ContactsFunctions.Core.Values;

/// <summary>The facts of canonical normalization, read once from normalization.txt (Unicode Character Database 17.0).</summary>
internal sealed class NormalizationData
{
    // No character with a class, a decomposition or a place in a composition lies in planes 3 and above.
    private const int Checked = 0x30000;

    private readonly ulong[] _check = new ulong[Checked / 64];
    private readonly FrozenDictionary<int, byte> _classes;
    private readonly FrozenDictionary<int, int[]> _mappings;
    private readonly FrozenDictionary<long, int> _compositions;

    private NormalizationData()
    {
        var classes = new Dictionary<int, byte>();
        var mappings = new Dictionary<int, int[]>();
        var compositions = new Dictionary<long, int>();
        using var lines = new StreamReader(typeof(NormalizationData).Assembly.GetManifestResourceStream("normalization.txt")!);
        while (lines.ReadLine() is { } line)
        {
            var parts = line.Split(' ');
            if (parts[0] == "class")
            {
                foreach (var range in parts[2..])
                {
                    var ends = range.Split('-');
                    for (var code = Hex(ends[0]); code <= Hex(ends[^1]); code++)
                    {
                        classes[code] = byte.Parse(parts[1], CultureInfo.InvariantCulture);
                        Check(code);
                    }
                }
            }
            else if (parts[0] == "from")
            {
                for (var i = 2; i < parts.Length; i++)
                {
                    var code = Hex(parts[1]) + i - 2;
                    var mapping = Array.ConvertAll(parts[i].Split('+', '_'), Hex);
                    mappings[code] = mapping;
                    if (parts[i].Contains('+'))
                    {
                        compositions[Pair(mapping[0], mapping[1])] = code;
                        Check(mapping[1]);
                    }
                    else
                    {
                        Check(code);
                    }
                }
            }
        }

        for (var code = Hangul.FirstVowel; code < Hangul.EndOfTrailing; code++)
        {
            Check(code);
        }

        _classes = classes.ToFrozenDictionary();
        _mappings = mappings.ToFrozenDictionary();
        _compositions = compositions.ToFrozenDictionary();
    }

    /// <summary>The one table.</summary>
    public static NormalizationData Instance { get; } = new();

    /// <summary>Whether text that holds this code point may not be in form C (NFC_Quick_Check No or Maybe, or a combining class).</summary>
    public bool MayChange(int code) => code < Checked && (_check[code >> 6] & (1UL << code)) != 0;

    /// <summary>The canonical combining class; 0 for starters.</summary>
    public byte ClassOf(int code) => _classes.GetValueOrDefault(code);

    /// <summary>The mapping of one code point, not yet decomposed further; null for none.</summary>
    public int[]? MappingOf(int code) => _mappings.GetValueOrDefault(code);

    /// <summary>The primary composite of two code points, or -1.</summary>
    public int Compose(int first, int second) => _compositions.TryGetValue(Pair(first, second), out var code) ? code : -1;

    private static int Hex(string digits) => int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static long Pair(int first, int second) => ((long)first << 32) | (uint)second;

    private void Check(int code) => _check[code >> 6] |= 1UL << code;
}
