using ContactsFunctions.Api.Tests.Harness;

namespace ContactsFunctions.Api.Tests.Hard;

/// <summary>What many clients do at one moment happens as if one came after the other, in one process and in two on one data folder.</summary>
public sealed class RaceTests(RacingHosts hosts) : IClassFixture<RacingHosts>
{
    private const string Contacts = "/v2/prism/{team}/contact";

    [Theory, InlineData(1), InlineData(2)]
    public async Task Of_100_creates_at_once_with_one_email_one_makes_the_contact_and_99_name_it_as_the_holder(int processes)
    {
        var clients = await hosts.NewTeamAsync(processes);

        var answers = await RacingHosts.AtOnceAsync(100, clients, (client, i) =>
            client.Post(Contacts, $$$"""{"default":{"email":"{{{(i % 2 == 0 ? "one" : "ONE")}}}@example.com","full_name":"Client {{{i}}}"}}"""));

        AssertStatuses(answers, (201, 1), (409, 99));
        var made = answers.Single(a => a.Status == 201);
        Assert.All(answers.Where(a => a.Status == 409), a =>
        {
            Assert.Equal("unique_value_taken", a.Code);
            Assert.Equal(made["id"].ToString(), a["holder"]);
            Assert.Equal("false", a.Header("x-should-retry"));
        });
        await AssertOnlyAsync(clients, made["id"]!, "email=one@example.com");
    }

    [Theory, InlineData(1, true), InlineData(1, false), InlineData(2, true), InlineData(2, false)]
    public async Task Of_100_upserts_at_once_of_one_unseen_value_one_makes_the_contact_and_99_change_it(int processes, bool unique)
    {
        var clients = await hosts.NewTeamAsync(processes);
        await DefineAsync(clients[0], $$"""{"slug":"badge","label":"Badge","type":"TEXT","unique":{{(unique ? "true" : "false")}}}""");
        await DefineAsync(clients[0], """{"slug":"seen_by","label":"Seen by","type":"NUMBER"}""");

        var answers = await RacingHosts.AtOnceAsync(100, clients, (client, i) =>
            client.Put($"{Contacts}/by/badge/B-7", $$$"""{"default":{"seen_by":{{{i}}}}}"""));

        AssertStatuses(answers, (201, 1), (200, 99));
        var id = answers.Single(a => a.Status == 201)["id"].ToString();
        Assert.All(answers, (a, i) => Assert.Equal((id, "B-7", i), (a["id"].ToString(), a["default"]["badge"].ToString(), a["default"]["seen_by"].Int)));
        await AssertOnlyAsync(clients, id!, "badge=b-7");
    }

    [Theory, InlineData(1), InlineData(2)]
    public async Task Of_100_upserts_at_once_with_one_body_one_makes_the_contact_and_99_leave_it_as_it_is(int processes)
    {
        var clients = await hosts.NewTeamAsync(processes);

        var answers = await RacingHosts.AtOnceAsync(100, clients, (client, _) =>
            client.Put($"{Contacts}/by/company/Analytical%20Engines", """{"default":{"full_name":"Ada Lovelace"}}"""));

        AssertStatuses(answers, (201, 1), (200, 99));
        Assert.Single(answers.DistinctBy(a => a.ETag));
        await AssertOnlyAsync(clients, answers[0]["id"]!, "company=analytical engines");
    }

    [Theory, InlineData(1), InlineData(2)]
    public async Task Of_50_patches_at_once_with_one_ETag_one_is_applied_and_49_fail_their_precondition(int processes)
    {
        var clients = await hosts.NewTeamAsync(processes);
        var before = await clients[0].Post(Contacts, """{"default":{"title":"none"}}""");
        var path = $"{Contacts}/{before["id"]}";

        var answers = await RacingHosts.AtOnceAsync(50, clients, (client, i) =>
            client.With("If-Match", before.ETag!).Patch(path, $$$"""{"default":{"title":"Number {{{i}}}"}}"""));

        AssertStatuses(answers, (200, 1), (412, 49));
        Assert.All(answers.Where(a => a.Status == 412), a => Assert.Equal("precondition_failed", a.Code));
        var winner = Array.FindIndex(answers, a => a.Status == 200);
        foreach (var client in clients)
        {
            var after = await client.Get(path);
            Assert.Equal($"Number {winner}", after["default"]["title"]);
            Assert.Equal(answers[winner].ETag, after.ETag);
        }
    }

    [Theory, InlineData(1), InlineData(2)]
    public async Task Of_50_patches_at_once_without_an_ETag_none_is_lost(int processes)
    {
        var clients = await hosts.NewTeamAsync(processes);
        var before = await clients[0].Post(Contacts, "{}");
        var path = $"{Contacts}/{before["id"]}";
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => DefineAsync(clients[i % clients.Length], $$"""{"slug":"part_{{i}}","label":"Part","type":"NUMBER"}""")));

        var answers = await RacingHosts.AtOnceAsync(50, clients, (client, i) => client.Patch(path, $$$"""{"default":{"part_{{{i}}}":{{{i}}}}}"""));

        AssertStatuses(answers, (200, 50));
        foreach (var client in clients)
        {
            for (var i = 0; i < 50; i++)
            {
                Assert.Equal(before["id"].ToString(), Assert.Single((await client.Get($"{Contacts}?part_{i}={i}"))["data"])["id"]);
            }

            var after = await client.Get(path);
            Assert.All(Enumerable.Range(0, 50), i => Assert.Equal(i.ToString(null, null), after["default"][$"part_{i}"]));
        }
    }

    [Fact]
    public async Task A_process_that_has_not_seen_a_new_definition_keeps_its_values_searchable()
    {
        var (id, clients) = await ContactWithBadgeUnknownToTheSecondProcessAsync();

        Assert.Equal(200, (await clients[1].Patch($"{Contacts}/{id}", """{"default":{"title":"Countess"}}""")).Status);

        await AssertOnlyAsync(clients, id, "badge=B-7");
    }

    [Fact]
    public async Task A_process_that_has_not_seen_a_new_unique_definition_releases_its_value_with_the_contact()
    {
        var (id, clients) = await ContactWithBadgeUnknownToTheSecondProcessAsync();

        Assert.Equal(204, (await clients[1].Delete($"{Contacts}/{id}")).Status);

        Assert.Equal(201, (await clients[0].Post(Contacts, """{"default":{"badge":"B-7"}}""")).Status);
    }

    [Theory, InlineData(1), InlineData(2)]
    public async Task Of_100_creates_at_once_with_one_idempotency_key_one_makes_the_contact_and_all_get_its_answer(int processes)
    {
        var clients = await hosts.NewTeamAsync(processes);

        var answers = await RacingHosts.AtOnceAsync(100, clients, (client, _) =>
            client.With("Idempotency-Key", "only-once").Post(Contacts, """{"default":{"full_name":"Grace Hopper"}}"""));

        AssertStatuses(answers, (201, 100));
        Assert.Single(answers.DistinctBy(a => (a.Text, a.ETag, a.Header("Location"), a.ContentType)));
        Assert.Equal(99, answers.Count(a => a.Header("idempotent-replay") == "true"));
        await AssertOnlyAsync(clients, answers[0]["id"]!, "full_name=grace hopper");
    }

    [Theory, InlineData(1), InlineData(2)]
    public async Task Of_two_bodies_at_once_under_one_idempotency_key_only_one_takes_effect(int processes)
    {
        var clients = await hosts.NewTeamAsync(processes);

        var answers = await RacingHosts.AtOnceAsync(60, clients, (client, i) =>
            client.With("Idempotency-Key", "two-bodies").Post(Contacts, $$$"""{"default":{"full_name":"{{{(i % 4 < 2 ? "Left" : "Right")}}}"}}"""));

        AssertStatuses(answers, (201, 30), (409, 30));
        Assert.All(answers.Where(a => a.Status == 409), a => Assert.Equal("idempotency_key_mismatch", a.Code));
        await AssertOnlyAsync(clients, answers.First(a => a.Status == 201)["id"]!, "");
    }

    [Theory, InlineData(1), InlineData(2)]
    public async Task Of_50_definitions_of_one_slug_at_once_one_is_made(int processes)
    {
        var clients = await hosts.NewTeamAsync(processes);

        var answers = await RacingHosts.AtOnceAsync(50, clients, (client, i) => client.Post($"{Contacts}/properties", $$"""{"slug":"badge","label":"Badge {{i}}","type":"TEXT"}"""));

        AssertStatuses(answers, (201, 1), (409, 49));
        Assert.Equal(answers.Single(a => a.Status == 201).Text, (await clients[0].Get($"{Contacts}/properties/badge")).Text);
    }

    [Theory, InlineData(1), InlineData(2)]
    public async Task Of_50_definitions_at_once_with_one_idempotency_key_one_is_made_and_all_get_its_answer(int processes)
    {
        var clients = await hosts.NewTeamAsync(processes);

        var made = await RacingHosts.AtOnceAsync(50, clients, (client, _) =>
            client.With("Idempotency-Key", "only-once").Post($"{Contacts}/properties", """{"slug":"badge","label":"Badge","type":"TEXT"}"""));
        var changed = await RacingHosts.AtOnceAsync(50, clients, (client, _) =>
            client.With("Idempotency-Key", "only-once").Patch($"{Contacts}/properties/badge", """{"label":"Emblem"}"""));

        AssertStatuses(made, (201, 50));
        AssertStatuses(changed, (200, 50));
        Assert.All((ApiAnswer[][])[made, changed], answers =>
        {
            Assert.Single(answers.DistinctBy(a => (a.Text, a.Header("Location"))));
            Assert.Equal(49, answers.Count(a => a.Header("idempotent-replay") == "true"));
        });
    }

    [Theory, InlineData(1), InlineData(2)]
    public async Task A_value_that_moves_between_contacts_at_once_has_one_holder_at_the_end(int processes)
    {
        var clients = await hosts.NewTeamAsync(processes);
        var ids = (await Task.WhenAll(Enumerable.Range(0, 20).Select(i => clients[i % clients.Length].Post(Contacts, "{}")))).Select(a => a["id"].ToString()).ToList();

        // Each of the 20 contacts is given the e-mail and relieved of it again, twice, by clients that know nothing of each other.
        var answers = await RacingHosts.AtOnceAsync(80, clients, (client, i) =>
            client.Patch($"{Contacts}/{ids[i % 20]}", i / 20 % 2 == 0 ? """{"default":{"email":"moving@example.com"}}""" : """{"default":{"email":null}}"""));

        Assert.All(answers, a => Assert.True(a.Status is 200 or 409, a.ToString()));
        foreach (var client in clients)
        {
            var found = (await client.Get($"{Contacts}?email=moving@example.com"))["data"].Select(c => c["id"].ToString()).ToList();
            Assert.InRange(found.Count, 0, 1);
            var next = await client.Post(Contacts, """{"default":{"email":"moving@example.com"}}""");
            Assert.Equal(found.Count == 1 ? (409, found[0]) : (201, null), (next.Status, next["holder"].ToString()));
        }
    }

    private async Task<(string Id, ApiClient[] Clients)> ContactWithBadgeUnknownToTheSecondProcessAsync()
    {
        var clients = await hosts.NewTeamAsync(2);
        Assert.Equal(200, (await clients[1].Get(Contacts)).Status);
        await DefineAsync(clients[0], """{"slug":"badge","label":"Badge","type":"TEXT","unique":true}""");
        var made = await clients[0].Post(Contacts, """{"default":{"badge":"B-7"}}""");
        Assert.Equal(201, made.Status);
        return (made["id"]!, clients);
    }

    private static async Task DefineAsync(ApiClient client, string definition)
    {
        var made = await client.Post($"{Contacts}/properties", definition);
        Assert.True(made.Status == 201, made.ToString());
    }

    private static void AssertStatuses(ApiAnswer[] answers, params (int Status, int Count)[] expected)
    {
        var unexpected = answers.FirstOrDefault(a => expected.All(e => e.Status != a.Status));
        Assert.True(unexpected is null, unexpected?.ToString());
        Assert.Equal(expected.ToHashSet(), answers.GroupBy(a => a.Status).Select(g => (g.Key, g.Count())).ToHashSet());
    }

    /// <summary>Every process shows this one contact: by its id, by the count and by the filter.</summary>
    private static async Task AssertOnlyAsync(ApiClient[] clients, string id, string filter)
    {
        foreach (var client in clients)
        {
            Assert.Equal(200, (await client.Get($"{Contacts}/{id}")).Status);
            Assert.Equal("""{"total":1}""", (await client.Get($"{Contacts}/count")).Text);
            Assert.Equal(id, Assert.Single((await client.Get($"{Contacts}?deleted=true&{filter}"))["data"])["id"]);
        }
    }
}
