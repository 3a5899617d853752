using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Core.Properties;
using ContactsFunctions.Tests.Meaning;

namespace ContactsFunctions.Core.Tests.Contacts;

/// <summary>Edits without a store, under some custom definitions.</summary>
internal sealed class Editing(params PropertyDefinition[] definitions)
{
    private readonly FakeTime time = new();

    public Schema Schema { get; } = new(definitions, "US");

    /// <summary>The contact, a blank one by default, with a body of Prism applied, which must be right.</summary>
    public Contact Apply(string body, Contact? before = null) => Apply(TeamFixture.Body(body), before);

    public Contact Apply(ContactValuesInput values, Contact? before = null)
    {
        var errors = new List<ContactError>();
        var after = Run(values, before, errors);
        Assert.Empty(errors);
        return after;
    }

    public List<ContactError> ErrorsOf(string body, Contact? before = null)
    {
        var errors = new List<ContactError>();
        Run(TeamFixture.Body(body), before, errors);
        return errors;
    }

    private Contact Run(ContactValuesInput values, Contact? before, List<ContactError> errors)
    {
        time.Advance(TimeSpan.FromMinutes(1));
        return ContactEdit.Apply(before ?? new Contact(Guid.NewGuid(), time.GetUtcNow()), values, new EditContext("acme", Schema, time.GetUtcNow(), time), errors);
    }
}
