using ContactsFunctions.Core.Access;
using ContactsFunctions.Core.Properties;
using ContactsFunctions.Tests.Meaning;
using static ContactsFunctions.Core.Tests.TeamFixture;

namespace ContactsFunctions.Core.Tests.Access;

public sealed class AccessTests
{
    private readonly FakeTime time = new();
    private readonly MemoryDocumentStore store;

    public AccessTests() => store = new MemoryDocumentStore(time);

    [Fact]
    public async Task A_key_names_its_team_and_what_it_may_do()
    {
        var keys = new ApiKeys(store, time);
        var (key, text) = await keys.CreateAsync("acme-1", "CI", Role.Admin, true, Cancel);
        Assert.Matches("^ck_acme-1_[0-9a-f]{16}_[0-9a-f]{64}$", text);
        var found = await new ApiKeys(store, time).CheckAsync(text, Cancel);
        Assert.Equal(("acme-1", key), (found!.Value.TeamId, found.Value.Key));
        var stored = await store.ReadAsync("acme-1", ApiKey.DocumentId(key.Id), Cancel);
        Assert.DoesNotContain(text.Split('_')[3], System.Text.Encoding.UTF8.GetString(stored!.Body.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_secret_another_team_or_a_malformed_text_is_no_key()
    {
        var keys = new ApiKeys(store, time);
        var (key, text) = await keys.CreateAsync("acme", "CI", Role.Member, false, Cancel);
        var secret = text.Split('_')[3];
        string[] wrong =
        [
            $"ck_acme_{key.Id}_{(secret[0] == '0' ? '1' : '0')}{secret[1..]}", $"ck_other_{key.Id}_{secret}", $"ck_acme_{new string('0', 16)}_{secret}", $"ck_acme_{key.Id.ToUpperInvariant()}X_{secret}",
            $"ck_acme_{key.Id}_{secret}_", $"ck_acme_{key.Id}_", $"sk_acme_{key.Id}_{secret}", $"ck_ACME_{key.Id}_{secret}", $"ck__{key.Id}_{secret}", $"ck_{new string('a', 41)}_{key.Id}_{secret}",
            $"ck_acme_../../team_{secret}", $"ck_acme_{key.Id}_{new string('é', 64)}", "", "_", "ck", " " + text, text + " ",
        ];
        foreach (var credential in wrong)
        {
            Assert.Null(await keys.CheckAsync(credential, Cancel));
        }

        Assert.NotNull(await keys.CheckAsync(text, Cancel));
    }

    [Fact]
    public async Task A_key_is_read_once_in_five_seconds()
    {
        var keys = new ApiKeys(store, time);
        var (_, text) = await keys.CreateAsync("acme", "CI", Role.Member, false, Cancel);
        store.Requests.Clear();
        await keys.CheckAsync(text, Cancel);
        time.Advance(TimeSpan.FromSeconds(4.9));
        await keys.CheckAsync(text, Cancel);
        Assert.Equal(["read"], store.Requests);
        time.Advance(TimeSpan.FromSeconds(0.1));
        await keys.CheckAsync(text, Cancel);
        Assert.Equal(["read", "read"], store.Requests);
    }

    [Fact]
    public async Task A_deleted_key_stops_at_once_here_and_within_five_seconds_elsewhere()
    {
        var (here, elsewhere) = (new ApiKeys(store, time), new ApiKeys(store, time));
        var (key, text) = await here.CreateAsync("acme", "CI", Role.Member, false, Cancel);
        Assert.NotNull(await elsewhere.CheckAsync(text, Cancel));
        Assert.NotNull(await here.CheckAsync(text, Cancel));

        Assert.True(await here.DeleteAsync("acme", key.Id, Cancel));
        Assert.Null(await here.CheckAsync(text, Cancel));
        Assert.NotNull(await elsewhere.CheckAsync(text, Cancel));
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Null(await elsewhere.CheckAsync(text, Cancel));
        Assert.False(await here.DeleteAsync("acme", key.Id, Cancel));
        Assert.False(await here.DeleteAsync("acme", "../team", Cancel));
        Assert.Empty(await here.ListAsync("acme", Cancel));
    }

    [Fact]
    public async Task A_schema_is_read_with_its_team_once_in_five_seconds_and_afresh_when_asked()
    {
        var fixture = await StartAsync();
        await fixture.Schemas.FindAsync(TeamFixture.Team.Id, Cancel);
        Assert.Empty(fixture.Store.Requests);
        await fixture.DefineAsync([Define("score", PropertyType.Number)]);
        Assert.Null((await fixture.Schemas.GetAsync(TeamFixture.Team, Cancel)).Find("score"));
        Assert.NotNull((await fixture.Schemas.ReloadAsync(TeamFixture.Team, Cancel)).Find("score"));
        await fixture.DefineAsync([]);
        fixture.Forget();
        fixture.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Null((await fixture.Schemas.GetAsync(TeamFixture.Team, Cancel)).Find("score"));
        Assert.Equal(["read many"], fixture.Store.Requests);
    }

    [Fact]
    public async Task A_team_is_made_changed_and_not_found_while_it_is_erased()
    {
        var schemas = new TeamSchemas(store, time);
        var teams = new Teams(store, schemas);
        Assert.Null(await schemas.FindAsync("acme", Cancel));
        Assert.Equal((new Team("acme", "acme", "US"), true), await teams.PutAsync("acme", null, null, Cancel));
        Assert.Equal((new Team("acme", "Acme", "DE"), false), await teams.PutAsync("acme", "Acme", "DE", Cancel));
        Assert.Equal("DE", (await schemas.GetAsync((await schemas.FindAsync("acme", Cancel))!, Cancel)).DefaultCountry);

        var present = await store.ReadAsync("acme", TeamDocument.Id, Cancel);
        var deleting = new Core.Storage.DocumentWrite.Replace(TeamDocument.Of(new Team("acme", "Acme", "DE") { Deleting = true }), present!.ETag);
        await store.CommitAsync("acme", new(Core.Storage.Commit.NewId(), [deleting]), Cancel);
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Null(await schemas.FindAsync("acme", Cancel));
        Assert.True((await teams.FindAsync("acme", Cancel))!.Deleting);
        Assert.Null(await teams.PutAsync("acme", "Again", null, Cancel));
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("acme-2", true)]
    [InlineData("", false)]
    [InlineData("Acme", false)]
    [InlineData("a_b", false)]
    [InlineData("a/b", false)]
    [InlineData("é", false)]
    public void A_team_id_is_of_lower_case_letters_digits_and_hyphens(string id, bool expected) => Assert.Equal(expected, Core.Access.Team.IsId(id));
}
