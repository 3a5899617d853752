using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Core.Properties;
using ContactsFunctions.Core.Storage;
using static ContactsFunctions.Core.Tests.TeamFixture;

namespace ContactsFunctions.Core.Tests.Contacts;

/// <summary>One change at a time: what it does and how many requests it costs.</summary>
public sealed class ContactWriterTests
{
    [Fact]
    public async Task A_create_is_one_commit_and_no_read()
    {
        var team = await StartAsync();
        var made = await team.CreateAsync("""{"first_name":"Ann","email":"ann@example.com","external_id":"7"}""");

        Assert.Equal(["commit"], team.Store.Requests);
        Assert.Equal(3, team.Store.Commits[0].Writes.Count);
        Assert.Equal(team.Store.Commits[0].Id, made.Tag);
        Assert.Equal("api", made.Contact.Source);
        Assert.True(made.Contact.SequenceNumber > 0);
        Assert.Equal(7, made.Contact.Id.Version);
        Assert.Equal("\"ann@example.com\"", Show((await team.ReadAsync(made.Contact.Id))!, "email"));
    }

    [Fact]
    public async Task A_patch_is_a_read_and_a_commit()
    {
        var team = await StartAsync();
        var made = await team.CreateAsync("""{"first_name":"Ann","title":"CEO"}""");
        team.Forget();
        team.Time.Advance(TimeSpan.FromSeconds(1));

        var updated = Assert.IsType<ContactOutcome.Updated>(await team.WriteAsync(new ContactChange.Update(made.Contact.Id, Body("""{"title":null,"city":"Oslo"}"""))));

        Assert.Equal(["read", "commit"], team.Store.Requests);
        Assert.NotEqual(made.Tag, updated.Version.Tag);
        var read = (await team.ReadAsync(made.Contact.Id))!;
        Assert.Equal(("null", "\"Oslo\"", "\"Ann\""), (Show(read, "title"), Show(read, "city"), Show(read, "first_name")));
        Assert.Equal(TimeSpan.FromSeconds(1), read.UpdatedAt - read.CreatedAt);
    }

    [Fact]
    public async Task A_patch_that_changes_nothing_writes_nothing()
    {
        var team = await StartAsync();
        var made = await team.CreateAsync("""{"first_name":"Ann","email":"a@x.io","phones":["(415) 555-2671"],"tags":["b","a"]}""");
        team.Forget();
        team.Time.Advance(TimeSpan.FromSeconds(1));

        var outcome = await team.WriteAsync(new ContactChange.Update(made.Contact.Id, Body("""{"email":"A@X.IO","phone":"415-555-2671","tags":["b","a"],"city":null}""")));

        Assert.Equal(["read"], team.Store.Requests);
        Assert.Equal(made.Tag, Assert.IsType<ContactOutcome.Existing>(outcome).Version.Tag);
    }

    [Fact]
    public async Task A_patch_of_an_absent_or_deleted_contact_is_not_found()
    {
        var team = await StartAsync();
        var made = await team.CreateAsync("{}");
        Assert.IsType<ContactOutcome.Deleted>(await team.WriteAsync(new ContactChange.Delete(made.Contact.Id)));
        Assert.Equal("not_found", ErrorOf(await team.WriteAsync(new ContactChange.Update(made.Contact.Id, Body("""{"city":"x"}""")))).Code);
        Assert.Equal("not_found", ErrorOf(await team.WriteAsync(new ContactChange.Duplicate(made.Contact.Id))).Code);
        Assert.Equal("not_found", ErrorOf(await team.WriteAsync(new ContactChange.Update(Guid.NewGuid(), Body("{}")))).Code);
        Assert.Equal("not_found", ErrorOf(await team.WriteAsync(new ContactChange.Delete(Guid.NewGuid()))).Code);
        Assert.Equal("not_found", ErrorOf(await team.WriteAsync(new ContactChange.Restore(Guid.NewGuid()))).Code);
    }

    [Fact]
    public async Task If_match_must_name_the_present_version()
    {
        var team = await StartAsync();
        var made = await team.CreateAsync("{}");
        var next = Assert.IsType<ContactOutcome.Updated>(await team.WriteAsync(new ContactChange.Update(made.Contact.Id, Body("""{"city":"a"}"""), made.ETag)));
        Assert.Equal("precondition_failed", ErrorOf(await team.WriteAsync(new ContactChange.Update(made.Contact.Id, Body("""{"city":"b"}"""), made.ETag))).Code);
        Assert.Equal("precondition_failed", ErrorOf(await team.WriteAsync(new ContactChange.Delete(made.Contact.Id, made.ETag))).Code);
        Assert.Equal("precondition_failed", ErrorOf(await team.WriteAsync(new ContactChange.Update(made.Contact.Id, Body("""{"city":"b"}"""), "W/" + next.Version.ETag))).Code);
        Assert.IsType<ContactOutcome.Updated>(await team.WriteAsync(new ContactChange.Update(made.Contact.Id, Body("""{"city":"b"}"""), $"\"other\", {next.Version.ETag}")));
        Assert.IsType<ContactOutcome.Deleted>(await team.WriteAsync(new ContactChange.Delete(made.Contact.Id, "*")));
    }

    [Fact]
    public async Task An_erased_contact_is_gone_and_its_values_free()
    {
        var team = await StartAsync();
        var made = await team.CreateAsync("""{"email":"a@x.io"}""");
        Assert.IsType<ContactOutcome.Deleted>(await team.WriteAsync(new ContactChange.Erase(made.Contact.Id)));
        Assert.Null(await team.ReadAsync(made.Contact.Id, deleted: true));
        var second = await team.CreateAsync("""{"email":"a@x.io"}""");
        await team.WriteAsync(new ContactChange.Delete(second.Contact.Id));
        Assert.IsType<ContactOutcome.Deleted>(await team.WriteAsync(new ContactChange.Erase(second.Contact.Id)));
        Assert.Equal("not_found", ErrorOf(await team.WriteAsync(new ContactChange.Erase(second.Contact.Id))).Code);
    }

    [Fact]
    public async Task A_soft_deleted_contact_is_hidden_restored_whole_and_erased_after_thirty_days()
    {
        var team = await StartAsync();
        var made = await team.CreateAsync("""{"first_name":"Ann","email":"a@x.io"}""");
        await team.WriteAsync(new ContactChange.Delete(made.Contact.Id));
        Assert.Null(await team.ReadAsync(made.Contact.Id));
        Assert.NotEqual("null", Show((await team.ReadAsync(made.Contact.Id, deleted: true))!, "deleted_at"));
        team.Forget();
        Assert.IsType<ContactOutcome.Deleted>(await team.WriteAsync(new ContactChange.Delete(made.Contact.Id)));
        Assert.Equal(["read"], team.Store.Requests);

        Assert.IsType<ContactOutcome.Updated>(await team.WriteAsync(new ContactChange.Restore(made.Contact.Id)));
        Assert.IsType<ContactOutcome.Existing>(await team.WriteAsync(new ContactChange.Restore(made.Contact.Id)));
        team.Time.Advance(TimeSpan.FromDays(31));
        Assert.Equal("\"a@x.io\"", Show((await team.ReadAsync(made.Contact.Id))!, "email"));

        await team.WriteAsync(new ContactChange.Delete(made.Contact.Id));
        team.Time.Advance(TimeSpan.FromDays(30));
        Assert.Null(await team.ReadAsync(made.Contact.Id, deleted: true));
    }

    [Fact]
    public async Task A_duplicate_is_a_contact_of_its_own_without_the_unique_values()
    {
        var team = await StartAsync([Define("badge") with { Unique = true }]);
        var list = Guid.NewGuid();
        var made = await team.CreateAsync($$$$"""{"default":{"first_name":"Ann","email":"a@x.io","emails":["b@x.io"],"external_id":"7","badge":"B1","phones":["+14155552671"],"tags":["t"]},"list":{"{{{{list}}}}":{"city":"Oslo"}}}""");
        var copy = Assert.IsType<ContactOutcome.Created>(await team.WriteAsync(new ContactChange.Duplicate(made.Contact.Id))).Version.Contact;

        var read = (await team.ReadAsync(copy.Id))!;
        Assert.NotEqual((made.Contact.Id, made.Contact.SequenceNumber), (read.Id, read.SequenceNumber));
        Assert.Equal(("null", "null"), (Show(read, "email"), Show(read, "external_id")));
        Assert.False(read.Properties.ContainsKey("badge"));
        Assert.Equal(("\"Ann\"", "[\"b@x.io\"]", "\"+14155552671\"", "[\"t\"]"), (Show(read, "first_name"), Show(read, "emails"), Show(read, "phone"), Show(read, "tags")));
        Assert.Contains(list.ToString(), read.Lists.Keys);
        Assert.Empty(read.Phones.Select(p => p.Id).Intersect(made.Contact.Phones.Select(p => p.Id)));
    }

    [Fact]
    public async Task A_contact_above_256_KB_is_refused_and_one_just_below_is_not()
    {
        var team = await StartAsync(limits: MemoryDocumentStore.Cosmos);
        var error = ErrorOf(await team.WriteAsync(new ContactChange.Create(Body($$"""{"description":"{{new string('x', 262_000)}}"}"""))));
        Assert.Equal("contact_too_large", error.Code);
        var made = await team.CreateAsync($$"""{"description":"{{new string('x', 261_800)}}"}""");
        Assert.Equal("contact_too_large", ErrorOf(await team.WriteAsync(new ContactChange.Update(made.Contact.Id, Body($$"""{"title":"{{new string('x', 500)}}"}""")))).Code);
    }

    [Fact]
    public async Task Required_properties_are_wanted_on_create_and_cannot_be_cleared()
    {
        var team = await StartAsync();
        var old = await team.CreateAsync("{}");
        await team.DefineAsync([Define("badge") with { Required = true }]);
        team.Time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal("required_property", ErrorOf(await team.WriteAsync(new ContactChange.Create(Body("{}")))).Code);
        Assert.IsType<ContactOutcome.Updated>(await team.WriteAsync(new ContactChange.Update(old.Contact.Id, Body("""{"city":"Oslo"}"""))));
        Assert.IsType<ContactOutcome.Updated>(await team.WriteAsync(new ContactChange.Update(old.Contact.Id, Body("""{"badge":""}"""))));
        Assert.Equal("required_property", ErrorOf(await team.WriteAsync(new ContactChange.Update(old.Contact.Id, Body("""{"badge":null}""")))).Code);
    }

    [Fact]
    public async Task Everything_wrong_is_told_at_once()
    {
        var team = await StartAsync();
        var error = ErrorOf(await team.WriteAsync(new ContactChange.Create(Body("""{"email":"no","is_active":7,"created_at":"2020-01-01","emial":"a@x.io"}"""))));
        Assert.Equal(["invalid_value", "invalid_value", "read_only_property", "unknown_property"], error.Others.Prepend(error).Select(e => e.Code));
        Assert.Equal(["default/email", "default/is_active", "default/created_at", "default/emial"], error.Others.Prepend(error).Select(e => e.Path));
        Assert.Contains("'email'", error.Others[2].Message, StringComparison.Ordinal);
        Assert.DoesNotContain("commit", team.Store.Requests);
    }

    [Fact]
    public async Task A_slug_or_option_made_elsewhere_a_moment_ago_is_known()
    {
        var team = await StartAsync();
        await team.DefineAsync([Define("colour", PropertyType.SingleSelect) with { Options = [new SelectOption(Guid.NewGuid(), "red", "Red", null)] }]);
        await team.CreateAsync("""{"colour":"red"}""");
        await team.DefineAsync([Define("colour", PropertyType.SingleSelect) with { Options = [new SelectOption(Guid.NewGuid(), "blue", "Blue", null)] }]);
        await team.CreateAsync("""{"colour":"blue"}""");
        Assert.Equal("invalid_value", ErrorOf(await team.WriteAsync(new ContactChange.Create(Body("""{"colour":"green"}""")))).Code);
    }

    [Fact]
    public async Task An_import_says_where_a_contact_came_from()
    {
        var team = await StartAsync();
        var made = Assert.IsType<ContactOutcome.Created>(await team.WriteAsync(new ContactChange.Create(Body("{}")) { Origin = new ContactOrigin("import", "job-1") })).Version.Contact;
        Assert.Equal(("\"import\"", "\"job-1\""), (Show(made, "source"), Show(made, "import_job_id")));
        var refused = ErrorOf(await team.WriteAsync(new ContactChange.Update(made.Id, Body("""{"source":"import","import_job_id":"job-2"}"""))));
        Assert.Equal(("read_only_property", "import_job_id"), (refused.Code, refused.Property));
    }
}
