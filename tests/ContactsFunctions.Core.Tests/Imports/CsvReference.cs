namespace ContactsFunctions.Core.Tests.Imports;

/// <summary>The rules of cutting rows written down plainly, over a whole text: what <c>CsvRows</c> must yield from a stream.</summary>
internal static class CsvReference
{
    /// <summary>The rows as <c>line code field|field</c>.</summary>
    public static List<string> Rows(string text, char delimiter, int limit)
    {
        var rows = new List<string>();
        var at = 0;
        var line = 1;
        while (at < text.Length)
        {
            var lineEnd = Break(text, at);
            if (lineEnd - at <= limit && text[at..lineEnd].All(c => c == ' ' || (c == '\t' && delimiter != '\t')))
            {
                at = After(text, lineEnd);
                line++;
                continue;
            }

            var (end, fields, code) = Row(text, at, delimiter, limit);
            if (code == "unclosed")
            {
                code = lineEnd - at > limit ? "row_too_large" : "bad_quoting";
            }

            if (code is not null)
            {
                rows.Add($"{line} {code} {text[at..lineEnd]}");
                at = After(text, lineEnd);
                line++;
                continue;
            }

            var tooLarge = System.Text.Encoding.UTF8.GetByteCount(text[at..end]) > limit;
            rows.Add(tooLarge ? $"{line} row_too_large {text[at..end]}" : $"{line}  {string.Join('|', fields)}");
            while (at < end)
            {
                var next = Break(text, at);
                if (next >= end)
                {
                    break;
                }

                at = After(text, next);
                line++;
            }

            at = After(text, end);
            line++;
        }

        return rows;
    }

    private static (int End, List<string> Fields, string? Code) Row(string text, int start, char delimiter, int limit)
    {
        var fields = new List<string>();
        var at = start;
        while (true)
        {
            if (at < text.Length && text[at] == '"')
            {
                var field = "";
                for (at++; ; at++)
                {
                    if (at >= text.Length || at >= start + limit)
                    {
                        return (at, fields, at < start + limit || text.Length <= start + limit ? "bad_quoting" : "unclosed");
                    }

                    if (text[at] == '"')
                    {
                        if (at + 1 >= text.Length || text[at + 1] != '"')
                        {
                            break;
                        }

                        at++;
                    }

                    field += text[at];
                }

                at++;
                fields.Add(field);
                if (at < text.Length && text[at] != delimiter && text[at] is not ('\r' or '\n'))
                {
                    return (at, fields, "bad_quoting");
                }
            }
            else
            {
                var from = at;
                while (at < text.Length && text[at] != delimiter && text[at] is not ('\r' or '\n'))
                {
                    at++;
                }

                if (at > start + limit)
                {
                    return (at, fields, "row_too_large");
                }

                fields.Add(text[from..at]);
            }

            if (at >= text.Length || text[at] is '\r' or '\n')
            {
                return (at, fields, null);
            }

            if (at >= start + limit)
            {
                return (at, fields, "row_too_large");
            }

            at++;
        }
    }

    private static int Break(string text, int at) => text.IndexOfAny(['\r', '\n'], at) is >= 0 and var end ? end : text.Length;

    private static int After(string text, int end) => end >= text.Length ? text.Length : end + (text.AsSpan(end).StartsWith("\r\n") ? 2 : 1);
}
