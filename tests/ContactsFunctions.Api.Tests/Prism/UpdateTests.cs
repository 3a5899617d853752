using ContactsFunctions.Api.Tests.Harness;
using static ContactsFunctions.Api.Tests.Harness.ContactCalls;

namespace ContactsFunctions.Api.Tests.Prism;

public sealed class UpdateTests(ApiFixture fixture)
{
    [Fact]
    public async Task An_absent_slug_stays_and_null_clears()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var made = await Expect.Status(201, api.Create("""{"full_name":"Ada","company":"Engines","tags":["a"]}"""));
        var changed = await Expect.Status(200, api.Change(made["id"]!, """{"company":null,"tags":null,"city":"London"}"""));
        Assert.Equal("Ada", changed["default"]["full_name"]);
        Assert.Equal("London", changed["default"]["city"]);
        Assert.True(changed["default"]["company"].IsMissing);
        Assert.True(changed["default"]["tags"].IsMissing);
        Assert.NotEqual(made.ETag, changed.ETag);
        Assert.Null(changed.Header("Location"));
        Assert.Equal(made["default"]["created_at"].ToString(), changed["default"]["created_at"]);
        Assert.True(string.CompareOrdinal(made["default"]["updated_at"], changed["default"]["updated_at"]) < 0);
        Assert.Equal(changed.Text, (await api.Read(made["id"]!)).Text);
    }

    [Fact]
    public async Task A_change_that_changes_nothing_writes_nothing()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var made = await Expect.Status(201, api.Create("""{"full_name":"Ada"}"""));
        foreach (var body in (string?[])[null, "{}", """{"default":{"full_name":"Ada","company":null}}"""])
        {
            var same = await Expect.Status(200, api.Patch($"{Contacts}/{made["id"]}", body));
            Assert.Equal((made.ETag, made.Text), (same.ETag, same.Text));
        }
    }

    [Fact]
    public async Task An_empty_text_is_a_value()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var id = await api.Make("""{"full_name":"Ada","company":""}""");
        Assert.Equal("", (await api.Values(id))["company"]);
        Assert.Equal("Ada", await api.Query("""{"query":{"filter":[{"company":{"exists":true}}]}}""").Names());
        Assert.Equal("Ada", await api.List("company=").Names());
    }

    [Fact]
    public async Task If_Match_takes_a_tag_a_list_of_tags_and_a_star()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var made = await Expect.Status(201, api.Create("""{"city":"0"}"""));
        var path = $"{Contacts}/{made["id"]}";
        var tag = made.ETag!;
        foreach (var (i, match) in (List<(int, Func<string, string>)>)[(1, t => t), (2, t => $"\"other\", {t}"), (3, _ => "*")])
        {
            tag = (await Expect.Status(200, api.With("If-Match", match(tag)).Patch(path, $$$"""{"default":{"city":"{{{i}}}"}}"""))).ETag!;
        }

        foreach (var match in (string[])[made.ETag!, "\"other\"", $"W/{tag}", tag.Trim('"'), "\"a\",\"b\""])
        {
            await Expect.Problem(412, "precondition_failed", api.With("If-Match", match).Patch(path, """{"default":{"city":"lost"}}"""));
        }

        Assert.Equal("3", (await api.Values(made["id"]!))["city"]);
    }

    [Fact]
    public async Task If_Match_on_nobody_is_a_404()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        await Expect.Problem(404, "not_found", api.With("If-Match", "*").Patch($"{Contacts}/{Guid.NewGuid()}", "{}"));
    }

    [Theory]
    [InlineData("""{"default":{"email":"x"}}""", 422, "invalid_value")]
    [InlineData("""{"default":{"emial":"x"}}""", 400, "unknown_property")]
    [InlineData("""{"default":{"source":"import"}}""", 422, "read_only_property")]
    [InlineData("""{"default":[]}""", 400, "invalid_body")]
    [InlineData("[]", 400, "invalid_body")]
    [InlineData("nonsense", 400, "invalid_json")]
    public async Task A_refused_change_changes_nothing(string body, int status, string code)
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var made = await Expect.Status(201, api.Create("""{"full_name":"Ada"}"""));
        await Expect.Problem(status, code, api.Patch($"{Contacts}/{made["id"]}", body));
        Assert.Equal(made.ETag, (await api.Read(made["id"]!)).ETag);
    }

    [Fact]
    public async Task A_read_only_property_is_taken_at_its_present_value()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var made = await Expect.Status(201, api.Create("""{"full_name":"Ada"}"""));
        var created = made["default"]["created_at"].ToString()!;
        await Expect.Status(200, api.Change(made["id"]!, $$"""{"created_at":"{{created}}","source":"api","deleted_at":null,"import_job_id":null,"city":"London"}"""));
        await Expect.Status(200, api.Change(made["id"]!, $$"""{"created_at":"{{created.Replace("Z", "+00:00", StringComparison.Ordinal)}}"}"""));
        await Expect.Problem(422, "read_only_property", api.Change(made["id"]!, """{"created_at":"2020-01-01T00:00:00Z"}"""));
        await Expect.Problem(422, "read_only_property", api.Change(made["id"]!, """{"source":null}"""));
    }
}
