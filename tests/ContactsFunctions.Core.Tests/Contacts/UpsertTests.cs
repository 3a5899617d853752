using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Core.Properties;
using static ContactsFunctions.Core.Tests.TeamFixture;

namespace ContactsFunctions.Core.Tests.Contacts;

public sealed class UpsertTests
{
    private static ContactChange.Upsert Upsert(string slug, string value, string values = "{}") => new(new ContactMatch(slug, PropertyInput.Of(value)), Body(values));

    [Fact]
    public async Task None_makes_one_with_the_value_that_was_looked_up_in_two_requests()
    {
        var team = await StartAsync();
        var made = Assert.IsType<ContactOutcome.Created>(await team.WriteAsync(Upsert("email", "Ann@X.io", """{"city":"Oslo"}"""))).Version.Contact;
        Assert.Equal(["query", "commit"], team.Store.Requests);
        Assert.Equal(("\"ann@x.io\"", "\"Oslo\""), (Show(made, "email"), Show(made, "city")));
    }

    [Fact]
    public async Task One_is_changed_in_two_requests()
    {
        var team = await StartAsync();
        var id = (await team.CreateAsync("""{"email":"ann@x.io"}""")).Contact.Id;
        team.Forget();
        var updated = Assert.IsType<ContactOutcome.Updated>(await team.WriteAsync(Upsert("email", "ANN@x.io", """{"city":"Oslo"}""")));
        Assert.Equal(["query", "commit"], team.Store.Requests);
        Assert.Equal(id, updated.Version.Contact.Id);
        Assert.IsType<ContactOutcome.Existing>(await team.WriteAsync(Upsert("email", "ann@x.io", """{"city":"Oslo"}""")));
    }

    [Fact]
    public async Task Several_are_an_error_unless_one_has_the_address_as_its_primary()
    {
        var team = await StartAsync();
        await team.CreateAsync("""{"emails":["a@x.io","shared@x.io"]}""");
        await team.CreateAsync("""{"emails":["b@x.io","shared@x.io"]}""");
        Assert.Equal("multiple_matches", ErrorOf(await team.WriteAsync(Upsert("email", "shared@x.io"))).Code);
        var owner = await team.CreateAsync("""{"email":"shared@x.io"}""");
        Assert.Equal(owner.Contact.Id, Assert.IsType<ContactOutcome.Existing>(await team.WriteAsync(Upsert("email", "shared@x.io"))).Version.Contact.Id);
        Assert.Equal("multiple_matches", ErrorOf(await team.WriteAsync(Upsert("emails", "shared@x.io"))).Code);
        var (found, error) = await team.Query.FindAsync(Team, new ContactMatch("email", PropertyInput.Of("shared@x.io")), Cancel);
        Assert.Equal((owner.Contact.Id, null), (found!.Contact.Id, error));
    }

    [Fact]
    public async Task A_phone_is_found_however_it_is_spelt()
    {
        var team = await StartAsync();
        var id = (await team.CreateAsync("""{"phones":["+49 30 1234567","(415) 555-2671"]}""")).Contact.Id;
        foreach (var spelling in new[] { "415.555.2671", "1-415-555-2671", "+1 (415) 555-2671" })
        {
            Assert.Equal(id, (await team.WriteAsync(Upsert("phone", spelling))).ContactId);
        }
    }

    [Fact]
    public async Task Another_value_in_the_body_of_a_new_contact_is_a_mismatch()
    {
        var team = await StartAsync();
        Assert.Equal("value_mismatch", ErrorOf(await team.WriteAsync(Upsert("email", "a@x.io", """{"email":"b@x.io"}"""))).Code);
        Assert.Equal("value_mismatch", ErrorOf(await team.WriteAsync(Upsert("title", "CEO", """{"title":null}"""))).Code);
        Assert.IsType<ContactOutcome.Created>(await team.WriteAsync(Upsert("title", "CEO", """{"title":"ceo"}""")));
    }

    [Fact]
    public async Task A_value_or_slug_that_cannot_be_is_refused()
    {
        var team = await StartAsync();
        Assert.Equal("invalid_operand", ErrorOf(await team.WriteAsync(Upsert("email", "nobody"))).Code);
        Assert.Equal("unknown_property", ErrorOf(await team.WriteAsync(Upsert("emial", "a@x.io"))).Code);
        Assert.Equal("read_only_property", ErrorOf(await team.WriteAsync(Upsert("created_at", "2020-01-01"))).Code);
    }

    [Fact]
    public async Task Only_exact_matches_count_when_asked_for()
    {
        var team = await StartAsync();
        var id = (await team.CreateAsync("""{"title":"CEO"}""")).Contact.Id;
        var exact = new ContactMatch("title", PropertyInput.Of("ceo"), IgnoreCase: false);
        Assert.IsType<ContactOutcome.Created>(await team.WriteAsync(new ContactChange.Upsert(exact, Body("{}"))));
        Assert.Equal(id, (await team.WriteAsync(new ContactChange.Upsert(exact with { Value = PropertyInput.Of("CEO") }, Body("{}")))).ContactId);
    }

    [Fact]
    public async Task A_list_narrows_the_search_and_is_joined_by_what_is_made_or_changed()
    {
        var team = await StartAsync();
        var list = Guid.NewGuid().ToString();
        var outside = await team.CreateAsync("""{"title":"CEO"}""");
        var change = new ContactChange.Upsert(new ContactMatch("title", PropertyInput.Of("CEO"), list), Body("{}") with { Join = list });

        var made = Assert.IsType<ContactOutcome.Created>(await team.WriteAsync(change)).Version.Contact;
        Assert.Equal([list], made.Lists.Keys);
        Assert.Equal(made.Id, Assert.IsType<ContactOutcome.Existing>(await team.WriteAsync(change)).Version.Contact.Id);
        var joined = Assert.IsType<ContactOutcome.Updated>(await team.WriteAsync(new ContactChange.Update(outside.Contact.Id, Body("{}") with { Join = list })));
        Assert.Equal([list], joined.Version.Contact.Lists.Keys);
    }

    [Fact]
    public async Task A_soft_deleted_contact_is_no_match()
    {
        var team = await StartAsync();
        var id = (await team.CreateAsync("""{"email":"a@x.io"}""")).Contact.Id;
        await team.WriteAsync(new ContactChange.Delete(id));
        Assert.NotEqual(id, Assert.IsType<ContactOutcome.Created>(await team.WriteAsync(Upsert("email", "a@x.io"))).Version.Contact.Id);
    }
}
