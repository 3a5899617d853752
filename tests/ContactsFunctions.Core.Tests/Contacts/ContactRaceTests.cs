using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Core.Properties;
using ContactsFunctions.Core.Storage;
using static ContactsFunctions.Core.Tests.TeamFixture;

namespace ContactsFunctions.Core.Tests.Contacts;

/// <summary>Groups, lost races and what fits into a commit.</summary>
public sealed class ContactRaceTests
{
    [Fact]
    public async Task A_patch_that_loses_a_race_is_planned_again_and_loses_nothing()
    {
        var team = await StartAsync();
        var id = (await team.CreateAsync("{}")).Contact.Id;
        var rival = new Queue<string>(["""{"title":"CEO"}""", """{"title":"CTO"}"""]);
        team.Store.BeforeCommit = async _ =>
        {
            if (rival.TryDequeue(out var values))
            {
                await team.WriteAsync(new ContactChange.Update(id, Body(values)));
            }
        };

        Assert.IsType<ContactOutcome.Updated>(await team.WriteAsync(new ContactChange.Update(id, Body("""{"city":"Oslo"}"""))));
        var read = (await team.ReadAsync(id))!;
        Assert.Equal(("\"CTO\"", "\"Oslo\""), (Show(read, "title"), Show(read, "city")));
    }

    [Fact]
    public async Task A_patch_with_if_match_that_loses_is_stale()
    {
        var team = await StartAsync();
        var made = await team.CreateAsync("{}");
        team.Store.BeforeCommit = async _ => await team.WriteAsync(new ContactChange.Update(made.Contact.Id, Body($$"""{"title":"{{Guid.NewGuid()}}"}""")));
        Assert.Equal("precondition_failed", ErrorOf(await team.WriteAsync(new ContactChange.Update(made.Contact.Id, Body("""{"city":"Oslo"}"""), made.ETag))).Code);
    }

    [Fact]
    public async Task After_twenty_lost_races_the_store_counts_as_unavailable()
    {
        var team = await StartAsync();
        var id = (await team.CreateAsync("{}")).Contact.Id;
        var losses = 0;
        team.Store.BeforeCommit = async _ => await team.WriteAsync(new ContactChange.Update(id, Body($$"""{"title":"{{++losses}}"}""")));
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await team.WriteAsync(new ContactChange.Update(id, Body("""{"city":"Oslo"}"""))));
        Assert.Equal(20, losses);
    }

    [Fact]
    public async Task After_three_losses_changes_go_one_at_a_time_so_that_a_contended_one_holds_up_nobody()
    {
        var team = await StartAsync();
        var ids = new[] { await team.CreateAsync("{}"), await team.CreateAsync("{}"), await team.CreateAsync("{}") }.Select(v => v.Contact.Id).ToList();
        var losses = 0;
        team.Store.BeforeCommit = async _ =>
        {
            if (losses < 3)
            {
                await team.WriteAsync(new ContactChange.Update(ids[2], Body($$"""{"title":"{{++losses}}"}""")));
            }
        };
        team.Forget();
        var outcomes = await team.WriteAllAsync([.. ids.Select(id => new ContactChange.Update(id, Body("""{"city":"Oslo"}""")))]);

        Assert.All(outcomes, o => Assert.IsType<ContactOutcome.Updated>(o));
        Assert.Single(team.Store.Commits[6].Writes);
        Assert.All(await Task.WhenAll(ids.Select(id => team.ReadAsync(id))), c => Assert.Equal("\"Oslo\"", Show(c!, "city")));
    }

    [Fact]
    public async Task A_create_that_loses_its_address_to_another_names_it()
    {
        var team = await StartAsync();
        Guid rival = default;
        team.Store.BeforeCommit = async _ => rival = rival == default ? (await team.CreateAsync("""{"email":"a@x.io"}""")).Contact.Id : rival;
        var error = ErrorOf(await team.WriteAsync(new ContactChange.Create(Body("""{"email":"a@x.io"}"""))));
        Assert.Equal(("unique_value_taken", rival), (error.Code, error.Holder));
    }

    [Theory]
    [InlineData("external_id")]
    [InlineData("email")]
    [InlineData("emails")]
    [InlineData("mention_name")]
    [InlineData("tags")]
    public async Task Two_upserts_at_once_make_one_contact(string slug)
    {
        var team = await StartAsync();
        var rivals = 0;
        team.Store.BeforeCommit = async _ =>
        {
            if (rivals++ == 0)
            {
                await team.WriteAsync(Upsert(slug, "ann@x.io", """{"title":"first"}"""));
            }
        };
        Assert.IsType<ContactOutcome.Updated>(await team.WriteAsync(Upsert(slug, "ann@x.io", """{"city":"second"}""")));

        var contact = Assert.Single((await team.Query.PageAsync(Team, new(10), Cancel)).Page!.Contacts).Contact;
        Assert.Equal(("\"first\"", "\"second\""), (Show(contact, "title"), Show(contact, "city")));
    }

    [Fact]
    public async Task A_lock_left_behind_does_not_stop_the_next_upsert()
    {
        var team = await StartAsync();
        var first = (ContactOutcome.Created)await team.WriteAsync(Upsert("title", "CEO", "{}"));
        await team.WriteAsync(new ContactChange.Delete(first.Version.Contact.Id));
        var second = Assert.IsType<ContactOutcome.Created>(await team.WriteAsync(Upsert("title", "ceo", "{}")));
        Assert.NotEqual(first.Version.Contact.Id, second.Version.Contact.Id);
    }

    [Fact]
    public async Task A_group_never_holds_a_contact_twice_and_later_changes_see_earlier_ones()
    {
        var team = await StartAsync();
        var id = (await team.CreateAsync("{}")).Contact.Id;
        team.Forget();
        var outcomes = await team.WriteAllAsync(
            new ContactChange.Update(id, Body("""{"city":"a"}""")), new ContactChange.Update(id, Body("""{"title":"b"}""")),
            new ContactChange.Delete(id), new ContactChange.Update(id, Body("""{"title":7}""")), new ContactChange.Restore(id), new ContactChange.Erase(id));

        Assert.All(team.Store.Commits, c => Assert.Equal(c.Writes.Count, c.Writes.Select(w => w.Id).Distinct().Count()));
        Assert.Equal(["Updated", "Updated", "Deleted", "Failed", "Updated", "Deleted"], outcomes.Select(o => o.GetType().Name));
        Assert.Equal("not_found", ErrorOf(outcomes[3]).Code);
    }

    [Fact]
    public async Task Equal_rows_of_one_import_become_one_contact()
    {
        var team = await StartAsync();
        var changes = Enumerable.Range(0, 6).Select(i => Upsert("email", i % 2 == 0 ? "a@x.io" : "B@x.io", $$"""{"title":"{{i}}"}""")).ToArray<ContactChange>();
        var outcomes = await team.WriteAllAsync(changes);
        Assert.Equal(["Created", "Created", "Updated", "Updated", "Updated", "Updated"], outcomes.Select(o => o.GetType().Name));
        Assert.Equal(2, outcomes.Select(o => o.ContactId).Distinct().Count());
        var titles = (await team.Query.PageAsync(Team, new(10), Cancel)).Page!.Contacts.Select(c => Show(c.Contact, "title"));
        Assert.Equal(["\"4\"", "\"5\""], titles.Order());
    }

    [Fact]
    public async Task Rows_that_leave_matches_alone_find_what_an_earlier_row_made()
    {
        var team = await StartAsync();
        var outcomes = await team.WriteAllAsync([.. Enumerable.Range(0, 3).Select(i => Upsert("title", "CEO", "{}") with { UpdateExisting = false, Lock = false })]);
        Assert.Equal(["Created", "Existing", "Existing"], outcomes.Select(o => o.GetType().Name));
        Assert.Single(team.Store.Commits);
    }

    [Fact]
    public async Task Commits_stay_within_the_engines_limits()
    {
        var definitions = Enumerable.Range(0, 20).Select(i => Define($"u{i}") with { Unique = true }).ToList();
        var team = await StartAsync(definitions, MemoryDocumentStore.Cosmos);
        var bodies = Enumerable.Range(0, 40).Select(n => "{" + string.Join(",", definitions.Select(d => $"\"{d.Slug}\":\"{n}\"")) + $",\"email\":\"{n}@x.io\",\"external_id\":\"{n}\"}}").ToList();
        var outcomes = await team.WriteAllAsync([.. bodies.Select(b => new ContactChange.Create(Body(b)))]);
        Assert.All(outcomes, o => Assert.IsType<ContactOutcome.Created>(o));
        Assert.All(team.Store.Commits, c => Assert.InRange(c.Writes.Count, 1, 100));

        var large = $$"""{"description":"{{new string('x', 250_000)}}"}""";
        Assert.All(await team.WriteAllAsync([.. Enumerable.Range(0, 20).Select(_ => new ContactChange.Create(Body(large)))]), o => Assert.IsType<ContactOutcome.Created>(o));
    }

    [Fact]
    public async Task An_attachment_that_loses_ends_the_group_without_a_trace()
    {
        var team = await StartAsync();
        await team.Store.CommitAsync(Team.Id, new Commit(Commit.NewId(), [new DocumentWrite.Create(Note)]), Cancel);
        var result = await team.Writer.WriteAsync(Team, new ContactChange.Create(Body("{}")), new Attachment(), Cancel);
        Assert.True(result.AttachmentLost);
        Assert.Empty((await team.Query.PageAsync(Team, new(10), Cancel)).Page!.Contacts);
    }

    [Fact]
    public async Task An_attachment_commits_with_its_group_and_even_with_no_change_at_all()
    {
        var team = await StartAsync();
        var id = (await team.CreateAsync("{}")).Contact.Id;
        var result = await team.Writer.WriteAsync(Team, new ContactChange.Update(id, Body("{}")), new Attachment(), Cancel);
        Assert.IsType<ContactOutcome.Existing>(Assert.Single(result.Outcomes));
        Assert.NotNull(Assert.Single(result.AttachmentETags));
        Assert.NotNull(await team.Store.ReadAsync(Team.Id, Note.Id, Cancel));
    }

    private static Document Note { get; } = new("idem:1", "idempotency", "{}"u8.ToArray());

    private static ContactChange.Upsert Upsert(string slug, string value, string values) => new(new ContactMatch(slug, PropertyInput.Of(value)), Body(values));

    private sealed class Attachment : ICommitAttachment
    {
        public int MaxWrites => 1;

        public IReadOnlyList<string> Reads => [];

        public bool IsSettledBy(IReadOnlyList<StoredDocument?> read) => false;

        public IReadOnlyList<DocumentWrite> WritesFor(string commitId, IReadOnlyList<ContactOutcome> outcomes) => [new DocumentWrite.Create(Note)];
    }
}
