using ContactsFunctions.Core.Values;

namespace ContactsFunctions.Core.Properties;

/// <summary>Makes and changes definitions in a team's list. Pure; a definition that breaks a rule is an error.</summary>
public static class SchemaEdit
{
    /// <summary>The most definitions of a team, tombstones among them.</summary>
    public const int MaxDefinitions = 500;

    /// <summary>The most unique ones among them.</summary>
    public const int MaxUnique = 20;

    /// <summary>The most options of a select.</summary>
    public const int MaxOptions = 1_000;

    private const int MaxText = 1_000;

    private static readonly string[] HandleServices = ["TWITTER", "LINKEDIN", "FACEBOOK", "INSTAGRAM"];

    /// <summary>A new definition, or one that comes back from its tombstone in the same shape.</summary>
    public static (PropertyDefinition? Definition, DefinitionError? Error) Create(IReadOnlyList<PropertyDefinition> custom, DefinitionInput input)
    {
        if (input.Slug is not { } slug || !Slug.IsValid(slug) || SystemProperties.Reserved.Contains(slug) || SystemProperties.All.Any(d => d.Slug == slug))
        {
            return (null, DefinitionError.Invalid("slug", "is required: ^[a-z][a-z0-9_]{0,62}$, and none that the product itself uses"));
        }

        if (input.Type is null || !PropertyTypes.TryParse(input.Type, out var type))
        {
            return (null, DefinitionError.Invalid("type", $"is required, one of {string.Join(' ', Enum.GetValues<PropertyType>().Select(t => t.Name()))}"));
        }

        var multiple = input.Multiple ?? type == PropertyType.MultiSelect;
        var unique = input.Unique ?? false;
        var tombstone = custom.FirstOrDefault(d => d.Slug == slug);
        var error = tombstone switch
        {
            { Deleted: false } => new DefinitionError("slug_taken", $"There is a property '{slug}' already.", "slug"),
            { } t when t.Type != type || t.Multiple != multiple || t.Unique != unique => new DefinitionError(
                "invalid_value", $"'{slug}' was deleted and can come back only as it was: {t.Type.Name()}, multiple {Word(t.Multiple)}, unique {Word(t.Unique)}.", "slug"),
            null when custom.Count >= MaxDefinitions => new DefinitionError("limit_exceeded", $"A team has at most {MaxDefinitions} properties, deleted ones among them."),
            null when unique && custom.Count(d => d.Unique) >= MaxUnique => new DefinitionError("limit_exceeded", $"A team has at most {MaxUnique} unique properties.", "unique"),
            _ => CheckShape(type, multiple, unique),
        };
        if (error is not null)
        {
            return (null, error);
        }

        var blank = tombstone is null
            ? new PropertyDefinition(Guid.NewGuid(), slug, type) { Label = slug, Multiple = multiple, Unique = unique }
            : tombstone with { Deleted = false };
        return Apply(blank, input);
    }

    /// <summary>A changed definition: label, description, required, read_only and options.</summary>
    public static (PropertyDefinition? Definition, DefinitionError? Error) Update(PropertyDefinition present, DefinitionInput input)
    {
        var changed =
            input.Slug is { } slug && slug != present.Slug ? "slug"
            : input.Type is { } type && type != present.Type.Name() ? "type"
            : input.Multiple is { } multiple && multiple != present.Multiple ? "multiple"
            : input.Unique is { } unique && unique != present.Unique ? "unique"
            : null;
        return changed is null ? Apply(present, input) : (null, DefinitionError.Fixed(changed));
    }

    private static DefinitionError? CheckShape(PropertyType type, bool multiple, bool unique) =>
        type == PropertyType.MultiSelect && !multiple ? DefinitionError.Invalid("multiple", "is true of every MULTI_SELECT")
        : type == PropertyType.SingleSelect && multiple ? DefinitionError.Invalid("multiple", "is false of every SINGLE_SELECT; take MULTI_SELECT")
        : unique && multiple ? DefinitionError.Invalid("unique", "excludes 'multiple'")
        : unique && (type.IsObject() || type.IsSelect() || type is PropertyType.Checkbox or PropertyType.Markdown) ? DefinitionError.Invalid("unique", $"is not possible for {type.Name()}")
        : null;

    private static (PropertyDefinition? Definition, DefinitionError? Error) Apply(PropertyDefinition present, DefinitionInput input)
    {
        if (input.Label is { } label && (label.Length is 0 or > MaxText || !TextFold.IsWellFormed(label)))
        {
            return (null, DefinitionError.Invalid("label", $"has 1 to {MaxText} characters"));
        }

        if (input.Description is { } description && (description.Length > MaxText || !TextFold.IsWellFormed(description)))
        {
            return (null, DefinitionError.Invalid("description", $"has at most {MaxText} characters"));
        }

        if (input.Currency is { } currency && (present.Type != PropertyType.Currency || !Currencies.IsCode(currency)))
        {
            return (null, DefinitionError.Invalid("currency", "is an ISO 4217 code, of a CURRENCY only"));
        }

        if (input.HandleService is { } service && (present.Type != PropertyType.SocialHandle || !HandleServices.Contains(service)))
        {
            return (null, DefinitionError.Invalid("handle_service", $"is one of {string.Join(' ', HandleServices)}, of a SOCIAL_HANDLE only"));
        }

        var (options, error) = input.Options is null ? (present.Options, null) : Options(present, input.Options);
        return error is not null ? (null, error) : (present with
        {
            Label = input.Label ?? present.Label,
            Description = input.HasDescription ? input.Description : present.Description,
            Required = input.Required ?? present.Required,
            ReadOnly = input.ReadOnly ?? present.ReadOnly,
            Currency = input.Currency ?? present.Currency,
            HandleService = input.HandleService ?? present.HandleService,
            Options = options,
        }, null);
    }

    private static (IReadOnlyList<SelectOption> Options, DefinitionError? Error) Options(PropertyDefinition present, IReadOnlyList<OptionInput> inputs)
    {
        if (!present.Type.IsSelect() && inputs.Count > 0)
        {
            return ([], DefinitionError.Invalid("options", "are of selects only"));
        }

        if (inputs.Count > MaxOptions)
        {
            return ([], new DefinitionError("limit_exceeded", $"A select has at most {MaxOptions} options.", "options"));
        }

        var options = new List<SelectOption>(inputs.Count);
        foreach (var input in inputs)
        {
            var known = present.Options.FirstOrDefault(o => input.Id is { } id ? o.Id.ToString().Equals(id, StringComparison.OrdinalIgnoreCase) : o.Slug == input.Slug);
            if (known is not null && input.Slug is { } slug && slug != known.Slug)
            {
                return ([], DefinitionError.Fixed("options/slug"));
            }

            var option = known is not null
                ? known with { Label = input.Label ?? known.Label, Description = input.Description ?? known.Description }
                : NewOption(input);
            if (option is null || option.Label.Length is 0 or > MaxText || !TextFold.IsWellFormed(option.Label + option.Description))
            {
                return ([], DefinitionError.Invalid("options", $"each have a slug (^[a-z][a-z0-9_]{{0,62}}$) or a label that gives one, and labels of at most {MaxText} characters; an id names an option that is there"));
            }

            if (options.Exists(o => o.Slug == option.Slug || o.Id == option.Id))
            {
                return ([], DefinitionError.Invalid("options", $"names '{option.Slug}' twice"));
            }

            options.Add(option);
        }

        return (options, null);
    }

    private static SelectOption? NewOption(OptionInput input)
    {
        var slug = input.Slug ?? Slug.From(input.Label ?? "");
        return input.Id is null && Slug.IsValid(slug) ? new SelectOption(Guid.NewGuid(), slug, input.Label ?? slug, input.Description) : null;
    }

    private static string Word(bool value) => value ? "true" : "false";
}
