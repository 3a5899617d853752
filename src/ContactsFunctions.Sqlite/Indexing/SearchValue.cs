using System.Text;
using System.Text.Json;
using ContactsFunctions.Core.Storage;
using ContactsFunctions.Sqlite.Database;

namespace ContactsFunctions.Sqlite.Indexing;

/// <summary>The kinds of values in the order in which SQLite has them; truth values are blobs of one byte, so that they equal nothing else.</summary>
internal enum SearchKind : byte
{
    Number,
    Text,
    Truth,
}

/// <summary>A value of an index row: a number, or the UTF-8 bytes of a text, or a truth value's byte.</summary>
internal readonly record struct SearchValue(SearchKind Kind, double Number, ReadOnlyMemory<byte> Bytes)
{
    public static readonly SearchValue False = new(SearchKind.Truth, 0, new byte[] { 0 });
    public static readonly SearchValue True = new(SearchKind.Truth, 0, new byte[] { 1 });

    public static SearchValue OfText(ReadOnlyMemory<byte> utf8) => new(SearchKind.Text, 0, utf8);

    public static SearchValue OfNumber(double number) => new(SearchKind.Number, number, default);

    public static SearchValue Of(IndexValue value) => value.Kind switch
    {
        JsonValueKind.String => OfText(Encoding.UTF8.GetBytes(value.Text!)),
        JsonValueKind.Number => OfNumber(value.Number),
        _ => value.Kind == JsonValueKind.True ? True : False,
    };

    /// <summary>SQLite's order: numbers, texts by bytes, truth values.</summary>
    public int CompareTo(SearchKind kind, double number, ReadOnlySpan<byte> bytes) =>
        Kind != kind ? Kind.CompareTo(kind) : kind == SearchKind.Number ? Number.CompareTo(number) : Bytes.Span.SequenceCompareTo(bytes);

    public int CompareTo(in SearchValue other) => CompareTo(other.Kind, other.Number, other.Bytes.Span);

    public void Bind(SqliteStatement statement, int parameter)
    {
        switch (Kind)
        {
            case SearchKind.Number: statement.Bind(parameter, Number); break;
            case SearchKind.Text: statement.BindText(parameter, Bytes.Span); break;
            default: statement.BindBlob(parameter, Bytes.Span); break;
        }
    }
}
