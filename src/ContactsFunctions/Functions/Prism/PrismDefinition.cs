using System.Text.Json;
using ContactsFunctions.Core;
using ContactsFunctions.Core.Properties;
using ContactsFunctions.Http;

namespace ContactsFunctions.Functions.Prism;

/// <summary>Reads and writes property definitions as the properties endpoints show them.</summary>
public static class PrismDefinition
{
    /// <summary>The answer with one definition.</summary>
    public static Answer Answer(int status, PropertyDefinition definition) => new(status, Json.Write(json => SchemaDocument.WriteDefinition(json, definition)));

    /// <summary>The answer to an error.</summary>
    public static Answer Answer(DefinitionError error) => Problem.Of(new ApiError(StatusOf(error.Code), error.Code, error.Message)
    {
        Details = error.Member is null ? [] : [new ApiErrorDetail("/" + error.Member, error.Code, error.Message)],
    });

    /// <summary>Reads a body; a member of the wrong JSON type is an error.</summary>
    public static (DefinitionInput Input, ApiError? Error) Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return (new DefinitionInput(), ApiErrors.InvalidBody("A property is an object."));
        }

        var wrong = "";
        var input = new DefinitionInput
        {
            Slug = Text(json, "slug", ref wrong),
            Label = Text(json, "label", ref wrong),
            Description = Text(json, "description", ref wrong),
            HasDescription = json.TryGetProperty("description", out _),
            Type = Text(json, "type", ref wrong),
            Multiple = Flag(json, "multiple", ref wrong),
            Unique = Flag(json, "unique", ref wrong),
            Required = Flag(json, "required", ref wrong),
            ReadOnly = Flag(json, "read_only", ref wrong),
            Currency = Text(json, "currency", ref wrong),
            HandleService = Text(json, "handle_service", ref wrong),
            Options = Options(json, ref wrong),
        };
        return (input, wrong.Length == 0 ? null : ApiErrors.InvalidValue("/" + wrong, $"'{wrong}' is of the wrong JSON type."));
    }

    private static int StatusOf(string code) => code switch
    {
        "not_found" => 404,
        "slug_taken" or "option_in_use" or "property_in_use" => 409,
        _ => 422,
    };

    private static List<OptionInput>? Options(JsonElement json, ref string wrong)
    {
        var options = PrismBody.Member(json, "options");
        if (options.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
        {
            return null;
        }

        if (options.ValueKind != JsonValueKind.Array || options.EnumerateArray().Any(o => o.ValueKind != JsonValueKind.Object))
        {
            wrong = "options";
            return null;
        }

        var list = new List<OptionInput>();
        foreach (var option in options.EnumerateArray())
        {
            list.Add(new OptionInput(Text(option, "id", ref wrong), Text(option, "slug", ref wrong), Text(option, "label", ref wrong), Text(option, "description", ref wrong)));
        }

        return list;
    }

    private static string? Text(JsonElement json, string name, ref string wrong)
    {
        var member = PrismBody.Member(json, name);
        if (member.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
        {
            return null;
        }

        if (PropertyInput.Of(member).TryGetText(out var text))
        {
            return text;
        }

        wrong = name;
        return null;
    }

    private static bool? Flag(JsonElement json, string name, ref string wrong)
    {
        switch (PrismBody.Member(json, name).ValueKind)
        {
            case JsonValueKind.True: return true;
            case JsonValueKind.False: return false;
            case JsonValueKind.Undefined or JsonValueKind.Null: return null;
        }

        wrong = name;
        return null;
    }
}
