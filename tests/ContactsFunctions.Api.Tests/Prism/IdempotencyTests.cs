using ContactsFunctions.Api.Tests.Harness;
using static ContactsFunctions.Api.Tests.Harness.ContactCalls;

namespace ContactsFunctions.Api.Tests.Prism;

public sealed class IdempotencyTests(ApiFixture fixture)
{
    private static readonly string Id = "{id}";

    [Theory]
    [InlineData("POST", "", """{"default":{"full_name":"Ada"}}""", 201)]
    [InlineData("PATCH", "/{id}", """{"default":{"city":"Rome"}}""", 200)]
    [InlineData("PATCH", "/{id}", "{}", 200)]
    [InlineData("PUT", "/by/email/b@host.example", "{}", 201)]
    [InlineData("PUT", "/by/email/a@host.example", """{"default":{"city":"Rome"}}""", 200)]
    [InlineData("POST", "/{id}/duplicate", null, 201)]
    [InlineData("POST", "/{id}/restore", null, 200)]
    [InlineData("POST", "/import", """{"objects":[{"default":{"full_name":"Ada"}},{"default":{"email":"a@host.example"}}]}""", 200)]
    [InlineData("POST", "/batch/update", """{"items":[{"id":"{id}","default":{"city":"Rome"}},{"id":"x"}]}""", 200)]
    [InlineData("POST", "/batch/delete", """{"ids":["{id}","x"]}""", 200)]
    [InlineData("POST", "", """{"default":{"email":"a@host.example"}}""", 409)]
    [InlineData("POST", "", """{"default":{"email":"no address"}}""", 422)]
    [InlineData("PATCH", "/{id}", """{"default":{"source":"sync"}}""", 422)]
    [InlineData("PUT", "/by/email/b@host.example", """{"default":{"email":"c@host.example"}}""", 422)]
    public async Task The_same_request_again_gives_the_first_answer(string verb, string path, string? body, int status)
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var id = await api.Make("""{"email":"a@host.example"}""");
        var keyed = api.With("Idempotency-Key", new string('k', 255));
        var first = await Expect.Status(status, Call(keyed, verb, path, body, id));
        Assert.Null(first.Header("idempotent-replay"));
        var count = (await api.Get(Contacts + "/count"))["total"].Int;

        var again = await Expect.Status(status, Call(keyed, verb, path, body, id));
        Assert.Equal("true", again.Header("idempotent-replay"));
        Assert.Equal((first.Text, first.ETag, first.Header("Location"), first.ContentType), (again.Text, again.ETag, again.Header("Location"), again.ContentType));
        Assert.Equal(first.Header("x-should-retry"), again.Header("x-should-retry"));
        Assert.NotEqual(first.Header("x-request-id"), again.Header("x-request-id"));
        Assert.Equal(count, (await api.Get(Contacts + "/count"))["total"].Int);

        await Expect.Problem(409, "idempotency_key_mismatch", Call(keyed, verb, path, path.StartsWith("/batch", StringComparison.Ordinal) ? body!.Replace("x", "y", StringComparison.Ordinal)
            : path == "/import" ? body!.Replace("Ada", "Grace", StringComparison.Ordinal) : """{"default":{"title":"other"}}""", id));
    }

    [Fact]
    public async Task A_412_is_kept_and_If_Match_is_part_of_the_request()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var made = await api.Create("{}");
        var keyed = api.With("Idempotency-Key", "k");
        var path = $"{Contacts}/{made["id"]}";
        await Expect.Problem(412, "precondition_failed", keyed.With("If-Match", "\"other\"").Patch(path, """{"default":{"city":"Rome"}}"""));
        var again = await Expect.Problem(412, "precondition_failed", keyed.With("If-Match", "\"other\"").Patch(path, """{"default":{"city":"Rome"}}"""));
        Assert.Equal("true", again.Header("idempotent-replay"));
        await Expect.Problem(409, "idempotency_key_mismatch", keyed.With("If-Match", made.ETag!).Patch(path, """{"default":{"city":"Rome"}}"""));
    }

    [Fact]
    public async Task A_replay_is_the_first_answer_also_when_the_contact_has_changed_since()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var keyed = api.With("Idempotency-Key", "k");
        var made = await Expect.Status(201, keyed.Create("""{"full_name":"Ada"}"""));
        await Expect.Status(200, api.Change(made["id"]!, """{"full_name":"Grace"}"""));
        Assert.Equal(made.Text, (await keyed.Create("""{"full_name":"Ada"}""")).Text);
        await api.Remove(made["id"]!);
        Assert.Equal(made.Text, (await keyed.Create("""{"full_name":"Ada"}""")).Text);
    }

    [Theory]
    [InlineData("", """{"default":{"emial":"x"}}""", """{"default":{"email":"x@host.example"}}""", 400)]
    [InlineData("", "{", "{}", 400)]
    [InlineData("/{id}/duplicate", null, null, 404)]
    [InlineData("/import", """{"objects":[]}""", """{"objects":[{"default":{"city":"Rome"}}]}""", 400)]
    public async Task Another_error_keeps_nothing(string path, string? wrong, string? right, int status)
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var id = await api.Make("{}");
        await api.Remove(id);
        var keyed = api.With("Idempotency-Key", "k");
        await Expect.Status(status, Call(keyed, "POST", path, wrong, id));
        await Expect.Status(200, api.Post($"{Contacts}/{id}/restore"));
        var done = await Call(keyed, "POST", path, right, id);
        Assert.True(done.Status is 200 or 201, done.ToString());
        Assert.Null(done.Header("idempotent-replay"));
    }

    [Fact]
    public async Task A_key_is_of_one_credential_method_and_path()
    {
        var team = await fixture.NewTeamAsync();
        var (member, admin) = (team.Member.With("Idempotency-Key", "k"), team.Admin.With("Idempotency-Key", "k"));
        var first = await Expect.Status(201, member.Create("""{"full_name":"Ada"}"""));
        Assert.NotEqual(first["id"].ToString(), (await Expect.Status(201, admin.Create("""{"full_name":"Ada"}""")))["id"]);
        await Expect.Status(200, member.Change(first["id"]!, """{"full_name":"Ada"}"""));
        await Expect.Problem(409, "idempotency_key_mismatch", member.Post(Contacts + "?x=1", """{"default":{"full_name":"Ada"}}"""));
    }

    [Fact]
    public async Task Definitions_are_kept_too()
    {
        var admin = (await fixture.NewTeamAsync()).Admin.With("Idempotency-Key", "k");
        var made = await admin.Define("score", "NUMBER");
        var again = await admin.Define("score", "NUMBER");
        Assert.Equal((made.Text, "true", made.Header("Location")), (again.Text, again.Header("idempotent-replay"), again.Header("Location")));
        await Expect.Problem(409, "idempotency_key_mismatch", admin.Post(Properties, """{"slug":"other","type":"NUMBER"}"""));
        await Expect.Status(200, admin.Patch(Properties + "/score", """{"label":"A"}"""));
        Assert.Equal("true", (await Expect.Status(200, admin.Patch(Properties + "/score", """{"label":"A"}"""))).Header("idempotent-replay"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(256)]
    public async Task A_key_out_of_its_limits_is_a_400(int length)
    {
        var api = (await fixture.NewTeamAsync()).Member.With("Idempotency-Key", new string('k', length));
        await Expect.Problem(400, "invalid_idempotency_key", api.Create("{}"));
        await Expect.Problem(400, "invalid_idempotency_key", api.Import("""[{"default":{"city":"Rome"}}]"""));
    }

    [Fact]
    public async Task Reads_deletes_dry_runs_and_management_ignore_it()
    {
        var team = await fixture.NewTeamAsync();
        var id = await team.Member.Make("{}");
        var keyed = team.Admin.With("Idempotency-Key", "k");
        await Expect.Status(200, keyed.Query("{}"));
        Assert.Null((await Expect.Status(200, keyed.Query("""{"limit":1}"""))).Header("idempotent-replay"));
        await Expect.Status(204, keyed.Delete($"{Contacts}/{id}"));
        Assert.Null((await Expect.Status(204, keyed.Delete($"{Contacts}/{id}"))).Header("idempotent-replay"));
        await Expect.Status(201, keyed.Post("/manage/teams/{team}/keys", """{"name":"a"}"""));
        await Expect.Status(201, keyed.Post("/manage/teams/{team}/keys", """{"name":"b"}"""));
    }

    private static Task<ApiAnswer> Call(ApiClient api, string verb, string path, string? body, string id) =>
        api.Send(verb, Contacts + path.Replace(Id, id, StringComparison.Ordinal), body is null ? null : System.Text.Encoding.UTF8.GetBytes(body.Replace(Id, id, StringComparison.Ordinal)), "application/json");
}
