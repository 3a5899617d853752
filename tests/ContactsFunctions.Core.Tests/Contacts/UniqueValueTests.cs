using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Core.Properties;
using static ContactsFunctions.Core.Tests.TeamFixture;

namespace ContactsFunctions.Core.Tests.Contacts;

/// <summary>Values that one contact holds: every path that can meet a holder names it.</summary>
public sealed class UniqueValueTests
{
    private static Task<TeamFixture> StartAsync() => TeamFixture.StartAsync([Define("badge", PropertyType.Number) with { Unique = true }]);

    private static void IsTaken(ContactOutcome outcome, string slug, Guid holder)
    {
        var error = ErrorOf(outcome);
        Assert.Equal(("unique_value_taken", slug, holder), (error.Code, error.Property, error.Holder));
    }

    [Theory]
    [InlineData("email", "\"ann@x.io\"", "\"ANN@x.io\"")]
    [InlineData("external_id", "\"7\"", "\"7\"")]
    [InlineData("badge", "5", "\"5.0\"")]
    public async Task A_taken_value_names_its_holder_on_create_patch_upsert_and_restore(string slug, string value, string again)
    {
        var team = await StartAsync();
        var deleted = await team.CreateAsync($$"""{"{{slug}}":{{value}}}""");
        await team.WriteAsync(new ContactChange.Delete(deleted.Contact.Id));
        var holder = (await team.CreateAsync($$"""{"{{slug}}":{{value}}}""")).Contact.Id;
        var other = (await team.CreateAsync("""{"mention_name":"other"}""")).Contact.Id;
        var body = Body($$"""{"{{slug}}":{{again}}}""");

        IsTaken(await team.WriteAsync(new ContactChange.Create(body)), slug, holder);
        IsTaken(await team.WriteAsync(new ContactChange.Update(other, body)), slug, holder);
        IsTaken(await team.WriteAsync(new ContactChange.Upsert(new ContactMatch("mention_name", PropertyInput.Of("other")), body)), slug, holder);
        IsTaken(await team.WriteAsync(new ContactChange.Upsert(new ContactMatch("mention_name", PropertyInput.Of("new")), body)), slug, holder);
        IsTaken(await team.WriteAsync(new ContactChange.Restore(deleted.Contact.Id)), slug, holder);

        await team.WriteAsync(new ContactChange.Update(holder, Body($$"""{"{{slug}}":null}""")));
        Assert.IsType<ContactOutcome.Updated>(await team.WriteAsync(new ContactChange.Restore(deleted.Contact.Id)));
        IsTaken(await team.WriteAsync(new ContactChange.Create(body)), slug, deleted.Contact.Id);
    }

    [Fact]
    public async Task Only_the_primary_address_is_unique()
    {
        var team = await StartAsync();
        await team.CreateAsync("""{"emails":["a@x.io","shared@x.io"]}""");
        var second = await team.CreateAsync("""{"emails":["b@x.io","shared@x.io"]}""");
        var third = await team.CreateAsync("""{"email":"shared@x.io"}""");
        IsTaken(await team.WriteAsync(new ContactChange.Update(second.Contact.Id, Body("""{"email":"shared@x.io"}"""))), "email", third.Contact.Id);
    }

    [Fact]
    public async Task External_ids_that_differ_in_case_are_two()
    {
        var team = await StartAsync();
        await team.CreateAsync("""{"external_id":"a"}""");
        await team.CreateAsync("""{"external_id":"A"}""");
    }

    [Fact]
    public async Task Duplicates_inside_one_list_of_changes_name_the_first_of_them()
    {
        var team = await StartAsync();
        var outcomes = await team.WriteAllAsync([.. new[] { "a@x.io", "b@x.io", "A@x.io", "c@x.io" }.Select(e => new ContactChange.Create(Body($$"""{"email":"{{e}}"}""")))]);
        IsTaken(outcomes[2], "email", outcomes[0].ContactId!.Value);
        Assert.All(new[] { 0, 1, 3 }, i => Assert.IsType<ContactOutcome.Created>(outcomes[i]));
        Assert.Single(team.Store.Commits);
    }

    [Fact]
    public async Task A_change_is_not_refused_for_a_value_that_a_refused_one_before_it_wanted()
    {
        var team = await StartAsync();
        var holder = (await team.CreateAsync("""{"external_id":"held"}""")).Contact.Id;
        var outcomes = await team.WriteAllAsync(
            new ContactChange.Create(Body("""{"email":"a@x.io","external_id":"held"}""")),
            new ContactChange.Create(Body("""{"email":"a@x.io"}""")));
        IsTaken(outcomes[0], "external_id", holder);
        Assert.IsType<ContactOutcome.Created>(outcomes[1]);
    }

    [Fact]
    public async Task A_value_given_up_in_a_list_of_changes_can_be_taken_later_in_it()
    {
        var team = await StartAsync();
        var first = (await team.CreateAsync("""{"email":"a@x.io"}""")).Contact.Id;
        var outcomes = await team.WriteAllAsync(
            new ContactChange.Create(Body("""{"email":"a@x.io"}""")),
            new ContactChange.Update(first, Body("""{"email":null}""")),
            new ContactChange.Create(Body("""{"email":"a@x.io"}""")));
        IsTaken(outcomes[0], "email", first);
        Assert.IsType<ContactOutcome.Updated>(outcomes[1]);
        Assert.IsType<ContactOutcome.Created>(outcomes[2]);
    }

    [Fact]
    public async Task A_unique_value_has_at_most_512_characters()
    {
        var team = await StartAsync();
        await team.CreateAsync($$"""{"external_id":"{{new string('x', 512)}}"}""");
        Assert.Equal("limit_exceeded", ErrorOf(await team.WriteAsync(new ContactChange.Create(Body($$"""{"external_id":"{{new string('x', 513)}}"}""")))).Code);
    }

    [Fact]
    public async Task Values_of_a_list_are_never_unique()
    {
        var team = await StartAsync();
        var list = Guid.NewGuid();
        for (var i = 0; i < 2; i++)
        {
            await team.CreateAsync($$$$"""{"list":{"{{{{list}}}}":{"external_id":"7","badge":1}}}""");
        }
    }
}
