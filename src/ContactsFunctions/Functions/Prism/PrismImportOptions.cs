using System.Text.Json;
using ContactsFunctions.Core;
using ContactsFunctions.Core.Jobs;
using ContactsFunctions.Core.Properties;
using ContactsFunctions.Core.Values;
using ContactsFunctions.Http;
using Microsoft.AspNetCore.Http;

namespace ContactsFunctions.Functions.Prism;

/// <summary>The options of an import: the <c>options</c> of a JSON body, or the query parameters beside another body.</summary>
public sealed class PrismImportOptions
{
    /// <summary>What the job is run with.</summary>
    public ImportOptions Options { get; private set; } = new();

    /// <summary>CSV header to slug; null without a mapping.</summary>
    public IReadOnlyDictionary<string, string>? Mapping { get; private set; }

    /// <summary>What is wrong with the first option that cannot be read.</summary>
    public ApiError? Error { get; private set; }

    /// <summary>Reads the member <c>options</c> of a JSON body.</summary>
    public static PrismImportOptions Read(JsonElement options, Schema schema)
    {
        var read = new PrismImportOptions();
        if (options.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null or JsonValueKind.Undefined))
        {
            read.Error = ApiErrors.InvalidBody("'options' is an object.", "/options");
            return read;
        }

        // The rows came as a stream; the options are few, and held to what every other body is: readable names, none of them twice.
        var (body, error) = options.ValueKind == JsonValueKind.Object ? JsonBody.Parse(System.Text.Encoding.UTF8.GetBytes(options.GetRawText())) : (JsonBody.None, null);
        read.Error = error;
        foreach (var option in body.IsPresent ? body.Root.EnumerateObject() : default)
        {
            read.Take(option.Name, option.Value, schema);
        }

        return read;
    }

    /// <summary>Reads query parameters; a value is a text, <c>mapping</c> a JSON object.</summary>
    public static PrismImportOptions Read(IQueryCollection query, Schema schema)
    {
        var read = new PrismImportOptions();
        foreach (var (name, values) in query)
        {
            var text = values.ToString();
            if (name is "dedupe_by" or "list_id" or "default_country")
            {
                read.Take(name, JsonDocument.Parse(Json.Write(json => json.WriteStringValue(text))).RootElement, schema);
                continue;
            }

            var (body, error) = JsonBody.Parse(System.Text.Encoding.UTF8.GetBytes(text));
            read.Take(name, error is null ? body.Root : default, schema);
        }

        return read;
    }

    private void Take(string name, JsonElement value, Schema schema)
    {
        switch (name)
        {
            case "dedupe_by": TakeDedupe(value, schema); break;
            case "caseInsensitive": Options = Options with { CaseInsensitive = Flag(name, value, true) }; break;
            case "update_existing": Options = Options with { UpdateExisting = Flag(name, value, false) }; break;
            case "dry_run": Options = Options with { DryRun = Flag(name, value, false) }; break;
            case "list_id": Options = Options with { ListId = Text(name, value) is { } list ? Guid.TryParseExact(list, "D", out var id) ? id.ToString() : Fail(name, "takes a UUID") : null }; break;
            case "default_country": Options = Options with { DefaultCountry = Text(name, value) is { } country ? Countries.IsCode(country) ? country : Fail(name, "takes an ISO 3166-1 alpha-2 code in capitals") : null }; break;
            case "mapping": TakeMapping(value); break;
            case "create_missing_options": Options = Options with { CreateMissingOptions = Flag(name, value, false) }; break;
            case "create_missing_properties": Options = Options with { CreateMissingProperties = Flag(name, value, false) }; break;
            default:
                Error ??= new ApiError(400, "unknown_option", $"There is no import option '{(name.Length > 63 ? name[..63] + "…" : name)}'.");
                break;
        }
    }

    private void TakeDedupe(JsonElement value, Schema schema)
    {
        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 1)
        {
            value = value[0];
        }

        if (Text("dedupe_by", value) is not { } slug)
        {
            return;
        }

        if (schema.Find(slug) is not { } definition)
        {
            Error ??= new ApiError(400, "unknown_property", $"Invalid dedupe_by: {schema.UnknownSlug(slug)}") { Property = slug };
        }
        else if (definition.Type.IsObject())
        {
            Fail("dedupe_by", "takes a property with values that can be compared");
        }
        else
        {
            Options = Options with { DedupeBy = slug };
        }
    }

    private void TakeMapping(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            return;
        }

        var mapping = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in value.ValueKind == JsonValueKind.Object ? value.EnumerateObject() : default)
        {
            mapping[entry.Name] = PropertyInput.Of(entry.Value).TryGetText(out var slug) ? slug : Fail("mapping", "takes a JSON object of header and slug") ?? "";
        }

        Mapping = value.ValueKind == JsonValueKind.Object ? mapping : null;
        if (Mapping is null)
        {
            Fail("mapping", "takes a JSON object of header and slug");
        }
    }

    private bool Flag(string name, JsonElement value, bool otherwise)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.True: return true;
            case JsonValueKind.False: return false;
            case JsonValueKind.Null: return otherwise;
        }

        Fail(name, "takes true or false");
        return otherwise;
    }

    private string? Text(string name, JsonElement value) =>
        value.ValueKind == JsonValueKind.Null ? null : PropertyInput.Of(value).TryGetText(out var text) ? text : Fail(name, "takes a string");

    private string? Fail(string name, string why)
    {
        Error ??= new ApiError(400, "invalid_option", $"'{name}' {why}.");
        return null;
    }
}
