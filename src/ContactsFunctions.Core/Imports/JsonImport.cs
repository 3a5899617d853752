using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace ContactsFunctions.Core.Imports;

/// <summary>
/// Reads a JSON body <c>{"objects": [{default, list}, …], "options": {…}}</c> in UTF-8 as rows to import, with flat memory; other members are passed over.
/// The body stays the caller's; disposing gives the buffers back, and no row is read afterwards.
/// </summary>
public sealed class JsonImport : IAsyncDisposable
{
    private const int MaxDepth = 64;

    private readonly JsonBody body;
    private Place place = Place.Start;
    private bool hasObjects;
    private ImportRow? first;
    private int index;

    private JsonImport(JsonBody body) => this.body = body;

    private enum Place
    {
        Start,
        FirstMember,
        AfterMember,
        FirstElement,
        AfterElement,
        End,
    }

    /// <summary>
    /// What is wrong with the rest of the body, known once all rows are read: <c>invalid_json</c> or <c>invalid_body</c>. The whole upload is to be refused then.
    /// </summary>
    public ImportProblem? Problem => body.Problem;

    /// <summary>The member <c>options</c>, known once all rows are read; undefined when there is none, the last of several.</summary>
    public JsonElement Options { get; private set; }

    /// <summary>
    /// Reads up to the first row. A problem refuses the whole upload: <c>invalid_json</c>, <c>invalid_body</c> or <c>empty_import</c>.
    /// </summary>
    public static Task<(JsonImport? Import, ImportProblem? Problem)> OpenAsync(Stream body, CancellationToken cancel) => OpenAsync(body, CsvRows.MaxRowBytes, cancel);

    /// <summary>As the public one, with another longest row.</summary>
    internal static async Task<(JsonImport? Import, ImportProblem? Problem)> OpenAsync(Stream body, int limit, CancellationToken cancel)
    {
        var import = new JsonImport(new JsonBody(body, limit));
        try
        {
            import.first = await import.NextAsync(cancel);
            return import.first is null ? (null, import.Problem ?? ImportErrors.Empty()) : (import, null);
        }
        finally
        {
            if (import.first is null)
            {
                import.body.Dispose();
            }
        }
    }

    /// <summary>The rows, in order, each once, without <see cref="ImportRow.Line"/>: a second reading goes on where the first was left.</summary>
    public async IAsyncEnumerable<ImportRow> ReadAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        while ((first ?? await NextAsync(cancel)) is { } row)
        {
            first = null;
            yield return row;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        (first, place) = (null, Place.End);
        body.Dispose();
        return ValueTask.CompletedTask;
    }

    private async ValueTask<ImportRow?> NextAsync(CancellationToken cancel)
    {
        while (body.Problem is null)
        {
            var next = await body.PeekAsync(cancel);
            switch (place)
            {
                case Place.FirstElement or Place.AfterElement when next == ']':
                    body.Skip();
                    place = Place.AfterMember;
                    break;

                case Place.FirstElement or Place.AfterElement:
                    if (!Goes(next, from: Place.AfterElement) || !await body.ReadValueAsync(MaxDepth - 2, cancel))
                    {
                        return null;
                    }

                    place = Place.AfterElement;
                    return Read();

                case Place.FirstMember or Place.AfterMember when next == '}':
                    body.Skip();
                    place = Place.End;
                    break;

                case Place.FirstMember or Place.AfterMember:
                    if (Goes(next, from: Place.AfterMember))
                    {
                        await ReadMemberAsync(cancel);
                    }

                    break;

                case Place.Start:
                    Start(next);
                    break;

                default:
                    End(next);
                    return null;
            }
        }

        return null;
    }

    private bool Goes(int next, Place from)
    {
        if (place != from)
        {
            return true;
        }

        if (next != ',')
        {
            return body.Fail();
        }

        body.Skip();
        return true;
    }

    private void Start(int next)
    {
        if (next == '{')
        {
            body.Skip();
            place = Place.FirstMember;
        }
        else if (next < 0 || "[\"-0123456789tfn"u8.Contains((byte)next))
        {
            body.Fail(new ImportProblem(ImportErrors.InvalidBody, "The body takes an object with 'objects', a list of rows."));
        }
        else
        {
            body.Fail();
        }
    }

    private void End(int next)
    {
        if (next >= 0)
        {
            body.Fail();
        }
        else if (!hasObjects)
        {
            body.Fail(new ImportProblem(ImportErrors.InvalidBody, "The body needs 'objects', a list of rows."));
        }
    }

    private async ValueTask ReadMemberAsync(CancellationToken cancel)
    {
        if (await body.PeekAsync(cancel) != '"')
        {
            body.Fail();
            return;
        }

        if (!await body.ReadValueAsync(0, cancel))
        {
            return;
        }

        var name = body.IsTooLong ? default : JsonElement.Parse(body.Value.Span);
        var (isObjects, isOptions) = (Is(name, "objects"u8), Is(name, "options"u8));
        if (await body.PeekAsync(cancel) != ':')
        {
            body.Fail();
            return;
        }

        body.Skip();
        if (isObjects)
        {
            await EnterObjectsAsync(cancel);
        }
        else if (await body.ReadValueAsync(MaxDepth - 1, cancel))
        {
            place = Place.AfterMember;
            KeepOptions(isOptions);
        }
    }

    private async ValueTask EnterObjectsAsync(CancellationToken cancel)
    {
        var next = await body.PeekAsync(cancel);
        if (next < 0)
        {
            body.Fail();
        }
        else if (hasObjects || next != '[')
        {
            body.Fail(new ImportProblem(ImportErrors.InvalidBody, hasObjects ? "The body has 'objects' twice." : "'objects' takes a list of rows."));
        }
        else
        {
            body.Skip();
            (hasObjects, place) = (true, Place.FirstElement);
        }
    }

    private void KeepOptions(bool isOptions)
    {
        if (isOptions && body.IsTooLong)
        {
            body.Fail(new ImportProblem(ImportErrors.InvalidBody, "'options' can be 256 KB long."));
        }
        else if (isOptions)
        {
            Options = JsonElement.Parse(body.Value.Span);
        }
    }

    private ImportRow Read()
    {
        var row = new ImportRow(index++, null);
        row = body.IsTooLong ? row with { Error = ImportErrors.Unreadable(ImportErrors.RowTooLarge, 1, 1) } : JsonRows.Read(JsonElement.Parse(body.Value.Span), row);
        return row.Error is null ? row : row with { Fields = [RawLine.Of(Encoding.UTF8.GetString(body.Value.Span), hasInvalid: false)] };
    }

    private static bool Is(JsonElement name, ReadOnlySpan<byte> expected)
    {
        try
        {
            return name.ValueKind == JsonValueKind.String && name.ValueEquals(expected);
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate: neither of the names.
            return false;
        }
    }
}
