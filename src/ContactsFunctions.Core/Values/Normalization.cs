using System.Text;

namespace ContactsFunctions.Core.Values;

/// <summary>
/// Unicode canonical normalization (UAX #15), for well-formed text. <see cref="string.Normalize()"/> returns its input in an application
/// with InvariantGlobalization, and otherwise follows the machine's ICU; stored keys must not depend on either.
/// </summary>
public static class Normalization
{
    // Every code point below U+0300 is in form C, and composes with none of them.
    private const char FirstThatMayChange = '\u0300';

    /// <summary>Form C; the same instance when the text is in it already, as nearly all text is.</summary>
    public static string ToFormC(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange(FirstThatMayChange, '\uFFFF') || !MayChange(text))
        {
            return text;
        }

        var codes = Decompose(text);
        Compose(codes);
        return ToText(codes);
    }

    /// <summary>Form D: base characters followed by their marks.</summary>
    public static string ToFormD(string text) => Ascii.IsValid(text) ? text : ToText(Decompose(text));

    private static bool MayChange(string text)
    {
        var data = NormalizationData.Instance;
        foreach (var rune in text.EnumerateRunes())
        {
            if (data.MayChange(rune.Value))
            {
                return true;
            }
        }

        return false;
    }

    private static List<int> Decompose(string text)
    {
        var codes = new List<int>(text.Length + 8);
        foreach (var rune in text.EnumerateRunes())
        {
            Add(rune.Value, codes);
        }

        Order(codes);
        return codes;
    }

    private static void Add(int code, List<int> codes)
    {
        if (Hangul.TryDecompose(code, codes))
        {
            return;
        }

        if (NormalizationData.Instance.MappingOf(code) is not { } mapping)
        {
            codes.Add(code);
            return;
        }

        foreach (var part in mapping)
        {
            Add(part, codes);
        }
    }

    private static void Order(List<int> codes)
    {
        var data = NormalizationData.Instance;
        for (var start = 0; start < codes.Count; start++)
        {
            var end = start;
            while (end < codes.Count && data.ClassOf(codes[end]) != 0)
            {
                end++;
            }

            if (end - start > 1)
            {
                // LINQ's order is stable, and n log n: a run of marks can be as long as the text.
                var run = codes.GetRange(start, end - start).OrderBy(data.ClassOf).ToList();
                for (var i = 0; i < run.Count; i++)
                {
                    codes[start + i] = run[i];
                }
            }

            start = end;
        }
    }

    private static void Compose(List<int> codes)
    {
        var data = NormalizationData.Instance;
        var starter = -1;
        var lastClass = 0;
        var kept = 0;
        foreach (var code in codes.ToArray())
        {
            var thisClass = data.ClassOf(code);
            var adjacent = starter == kept - 1;
            if (starter >= 0 && (adjacent || (lastClass != 0 && lastClass < thisClass)))
            {
                var composite = Hangul.Compose(codes[starter], code);
                composite = composite < 0 ? data.Compose(codes[starter], code) : composite;
                if (composite >= 0)
                {
                    codes[starter] = composite;
                    continue;
                }
            }

            if (thisClass == 0)
            {
                starter = kept;
            }

            lastClass = thisClass;
            codes[kept++] = code;
        }

        codes.RemoveRange(kept, codes.Count - kept);
    }

    private static string ToText(List<int> codes)
    {
        var text = new StringBuilder(codes.Count + 8);
        Span<char> units = stackalloc char[2];
        foreach (var code in codes)
        {
            text.Append(units[..new Rune(code).EncodeToUtf16(units)]);
        }

        return text.ToString();
    }
}
