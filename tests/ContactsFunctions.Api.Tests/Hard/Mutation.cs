using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace ContactsFunctions.Api.Tests.Hard;

/// <summary>One thing that is wrong, or only odd, with an otherwise valid request.</summary>
/// <param name="Name">Says what, for the report of a failure.</param>
public sealed record Mutation(string Name, Func<RawRequest, RawRequest> Apply)
{
    /// <summary>Whether the request still reaches its function; else the server itself may refuse it, without a body.</summary>
    public bool ReachesFunction { get; init; } = true;

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>Random mutations of every part of a request.</summary>
public static class Mutations
{
    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "-0", "-1", "1.5", "1e999", "-1e999", "1e-999", "123456789012345678901234567890", "0.1000000000000000055511151231257827",
        "\"\"", "\" \"", "\"\\u0000\"", "\"a\\u0000b\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\ud83d\\ude00\"", "\"😀\"", "\"a\\u0301\"", "\"\\uffff\"", "\"%2F\"", "\"../../x\"",
        "\"null\"", "\"{\\\"\\\\ud800\\\":1}\"", "{\"\\ud800\":1}", "\"{\\\"street\\\":\\\"\\\\ud800\\\"}\"", "\"'; DROP TABLE documents;--\"", "\"0001-01-01T00:00:00Z\"", "\"9999-12-31T23:59:60+14:00\"", "\"2026-02-30\"", "\"nobody@\"", "\"00000000-0000-0000-0000-000000000000\"",
        "[]", "{}", "[[]]", "[null]", "[{}]", "{\"\":null}", "[1,\"a\",{}]", "{\"a\":{\"b\":{\"c\":[{}]}}}", "{\"and\":[{\"or\":[{\"not\":{}}]}]}",
        Nested(40), Nested(70), Nested(5_000), $"[{string.Join(',', Enumerable.Range(0, 1_001))}]", $"\"{new string('x', 70_000)}\"", $"\"{new string('é', 200_000)}\"",
        "nul", "'a'", "01", "+1", ".5", "NaN", "\"\\x\"", "\"\t\"", "/**/1", "1,", "\u00a01",
    ];

    private static readonly string[] Names = ["", "\\u0000", "\\ud800", "__proto__", "DEFAULT", "id", "$ref", "email ", "😀", new('n', 5_000), "a\\\"b", "created_at", "or"];

    private static readonly string[] Parameters =
        ["limit", "cursor", "sort", "select", "list_id", "include_total", "deleted", "q", "permanent", "force", "dedupe_by", "mapping", "dry_run", "email", "created_at", "account_id", "tags", "nonsense", "", "%00", "%zz", "%F0%9F%98%80", "a%5Bb%5D"];

    private static readonly string[] Texts =
    [
        "", "%", "%zz", "%00", "%ff", "%ed%a0%80", "%F0%9F%98%80", "%E2%80%AE", "-1", "0", "1", "51", "1e9", "99999999999999999999", "true", "maybe", "a,b,,", ",", "'", "%22", "{}", "%7B%22a%22:1%7D", "[", "=&=",
        "%2F", "%252F", "+", "null", "-", "--", "a:b", "full_name,", "-full_name,-full_name", "name,email,phone,title,company", "a.b.c", "account_id.x", "*", "00000000-0000-0000-0000-000000000000", "2026-02-30", "eyJhIjoxfQ",
        new('x', 3_000),
    ];

    private static readonly string[] ContentTypes =
    [
        "", "text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/json; charset=utf-16", "application/json;charset=bogus", "application/json;",
        "application/vnd.api+json", "APPLICATION/JSON", "json", "/", ";;;", "text/csv", "text/csv; charset=bogus", "text/csv; charset=utf-16", "text/csv;charset=\"\"", "application/x-ndjson", "text/vcard", new('c', 2_000),
    ];

    private static readonly (string Name, string[] Values)[] OddHeaders =
    [
        ("If-Match", ["", "\"", "*", "garbage", "W/\"x\"", "\"a\", \"b\"", "*, \"a\"", ",,,", "\"" + new string('e', 2_000) + "\""]),
        ("If-None-Match", ["", "\"", "*", "garbage", "W/\"x\"", ",,,"]),
        ("Idempotency-Key", ["", " ", "a", "\u00c3\u00a9", new('k', 255), new('k', 256), new('k', 3_000)]),
        ("Prefer", ["respond-async", "", "=", "respond-async; wait=-1", "return=minimal, ,;", new('p', 2_000)]),
        ("Content-Encoding", ["gzip", "br", "identity, gzip", "x"]),
        ("Accept", ["text/html", "", "*/*;q=x"]),
        ("Authorization", ["Basic abc", "Bearer", "Bearer ", "Bearer x", "bearer\tx", "Digest \"", new('a', 3_000)]),
        ("x-api-key", ["", "second", "ck_demo_x_y"]),
        ("Expect", ["100-continue"]),
        ("Cookie", ["connect.sid=s%3A..;;;=", "="]),
        ("Range", ["bytes=0-1"]),
        ("X-Forwarded-Host", ["evil.example", ""]),
        ("X-HTTP-Method-Override", ["DELETE"]),
    ];

    private static readonly (string Name, string Value)[] BrokenHeaders =
        [("If-Match", "\xff\xfe"), ("x-api-key", "\0"), ("Content-Length", "-1"), ("Content-Length", "abc"), ("Transfer-Encoding", "gzip"), ("bad name", "x"), ("x-large", new string('x', 40_000)), ("Host", "second"), ("", "x")];

    private static readonly string[] Bodies = ["ZZ\r\n{}\r\n0\r\n\r\n", "5\r\n{}\r\n", "-1\r\n", "FFFFFFFFFFFFFFFFFF\r\n", "2\r\n{}XX0\r\n\r\n", "2;a=b\r\n{}\r\n", ""];

    /// <summary>Mutations for a request with this body, or without one.</summary>
    public static Gen<Mutation> For(string? body) => body is null
        ? Gen.Frequency((4, Parameter), (3, Header), (2, Path), (1, BrokenHeader), (1, UnexpectedBody))
        : Gen.Frequency((10, Json(Encoding.UTF8.GetBytes(body))), (3, Bytes(body)), (2, ContentType), (2, Parameter), (3, Header), (1, Path), (1, BrokenHeader), (1, Framing(body)));

    private static Gen<Mutation> Parameter { get; } =
        from name in Gen.Elements(Parameters)
        from text in Gen.Elements(Texts)
        from times in Gen.Choose(1, 2)
        let added = string.Join('&', Enumerable.Repeat($"{name}={text}", times))
        select new Mutation($"parameter {Short(added)}", r => r with { Target = r.Target + (r.Target.Contains('?', StringComparison.Ordinal) ? '&' : '?') + added });

    private static Gen<Mutation> Header { get; } =
        from header in Gen.Elements(OddHeaders)
        from value in Gen.Elements(header.Values)
        select new Mutation($"header {header.Name}: {Short(value)}", r => r.With(header.Name, value));

    private static Gen<Mutation> BrokenHeader { get; } =
        from header in Gen.Elements(BrokenHeaders)
        select new Mutation($"broken header {header.Name}: {Short(header.Value)}", r => r.With(header.Name, header.Value)) { ReachesFunction = false };

    private static Gen<Mutation> ContentType { get; } =
        from type in Gen.Elements(ContentTypes)
        select new Mutation($"content type {Short(type)}", r => type.Length == 0 ? r.Without("Content-Type") : r.Without("Content-Type").With("Content-Type", type));

    /// <summary>One segment behind the team's becomes another text, or the whole path grows.</summary>
    private static Gen<Mutation> Path { get; } =
        from text in Gen.Elements((string[])[.. Texts, "..", ".", "%2e%2e", "a%0d%0ab", ";", ":", "%5C", "\u00c3\u00a9", "\xff", new('y', 20_000)])
        from at in Gen.Choose(0, 9)
        select new Mutation($"path segment {at} from the end {Short(text)}", r => r with { Target = WithSegment(r.Target, at, text) }) { ReachesFunction = false };

    private static Gen<Mutation> UnexpectedBody { get; } =
        from value in Gen.Elements(Values)
        select new Mutation($"unexpected body {Short(value)}", r => r.With("Content-Type", "application/json") with { Body = Encoding.UTF8.GetBytes(value) });

    /// <summary>A value or a name inside the JSON becomes another, or a member is added or given twice.</summary>
    private static Gen<Mutation> Json(byte[] json)
    {
        // Samples of one function differ in ids only, so what is at a place of one is there in all of them.
        var (values, names, objects) = PlacesIn(json);
        var value = from place in Gen.Elements(values)
                    from text in Gen.Elements(Values)
                    select Replaced(place, text, $"value at {place.Start} is {Short(text)}");
        var name = from place in Gen.Elements(names)
                   from text in Gen.Elements(Names)
                   select Replaced(place, $"\"{text}\"", $"name at {place.Start} is {Short(text)}");
        var added = from at in Gen.Elements(objects)
                    from text in Gen.Elements(Names)
                    from content in Gen.Elements(Values)
                    from twice in Gen.Elements(false, true)
                    let member = $"\"{text}\":{content}"
                    select Replaced((at, at), twice ? $"{member},{member}," : $"{member},", $"member at {at} is {(twice ? "twice " : "")}{Short(member)}");
        return Gen.Frequency((6, value), (2, name), (3, added));
    }

    /// <summary>The body is cut, spoilt, in another encoding, or too large.</summary>
    private static Gen<Mutation> Bytes(string body)
    {
        var last = Encoding.UTF8.GetByteCount(body) - 1;
        var cut = from at in Gen.Choose(0, last) select new Mutation($"cut at {at}", r => r with { Body = r.Body![..at] });
        var spoilt = from at in Gen.Choose(0, last)
                     from octet in Gen.Choose(0, 255)
                     select new Mutation($"octet {octet:x2} at {at}", r => r with { Body = [.. r.Body![..at], (byte)octet, .. r.Body![(at + 1)..]] });
        var encoded = from encoding in Gen.Elements(Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32)
                      from mark in Gen.Elements(false, true)
                      select new Mutation($"encoded in {encoding.WebName}", r => r with { Body = [.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes(Encoding.UTF8.GetString(r.Body!))] });
        var large = Gen.Constant(new Mutation("11 MB", r => r with { Body = [.. r.Body!, .. Enumerable.Repeat((byte)' ', 11_000_000)] }));
        return Gen.Frequency((8, cut), (12, spoilt), (4, encoded), (1, large));
    }

    /// <summary>The length is not what the headers say.</summary>
    private static Gen<Mutation> Framing(string body)
    {
        var chunks = from text in Gen.Elements(Bodies)
                     select new Mutation($"chunks {Short(text)}", r => r.With("Transfer-Encoding", "chunked") with { Body = Encoding.ASCII.GetBytes(text), Closes = true }) { ReachesFunction = false };
        var length = from more in Gen.Choose(1, 5)
                     from times in Gen.Elements(1, 1_000, 100_000_000)
                     select new Mutation($"{more * times} bytes announced and not sent", r => r.With("Content-Length", $"{Encoding.UTF8.GetByteCount(body) + (more * times)}") with { Closes = true }) { ReachesFunction = false };
        return Gen.OneOf(chunks, length);
    }

    private static Mutation Replaced((int Start, int End) place, string text, string name) =>
        new(name, r => r with { Body = [.. r.Body![..place.Start], .. Encoding.UTF8.GetBytes(text), .. r.Body![place.End..]] });

    private static ((int Start, int End)[] Values, (int Start, int End)[] Names, int[] Objects) PlacesIn(byte[] json)
    {
        var (values, names, objects) = (new List<(int, int)>(), new List<(int, int)>(), new List<int>());
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject)
            {
                continue;
            }

            var start = (int)reader.TokenStartIndex;
            var inner = reader;
            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                inner.Skip();
            }

            (reader.TokenType == JsonTokenType.PropertyName ? names : values).Add((start, reader.TokenType == JsonTokenType.PropertyName ? start + reader.ValueSpan.Length + 2 : (int)inner.BytesConsumed));
            if (reader.TokenType == JsonTokenType.StartObject && json[start + 1] != '}')
            {
                objects.Add(start + 1);
            }
        }

        return ([.. values], [.. names], [.. objects]);
    }

    private static string WithSegment(string target, int fromEnd, string text)
    {
        var query = target.IndexOf('?', StringComparison.Ordinal);
        var segments = (query < 0 ? target : target[..query]).Split('/');
        segments[Math.Max(1, segments.Length - 1 - fromEnd)] = text;
        return string.Join('/', segments) + (query < 0 ? "" : target[query..]);
    }

    private static string Nested(int depth) => new string('[', depth) + new string(']', depth);

    private static string Short(string text) => text.Length <= 80 ? text : $"{text[..80]}… ({text.Length})";
}
