using ContactsFunctions.Api.Tests.Harness;
using static ContactsFunctions.Api.Tests.Harness.ContactCalls;

namespace ContactsFunctions.Api.Tests.Prism;

public sealed class GetTests(ApiFixture fixture)
{
    [Fact]
    public async Task If_None_Match_takes_a_tag_a_list_of_tags_weak_ones_and_a_star()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var made = await Expect.Status(201, api.Create("""{"full_name":"Ada"}"""));
        var path = $"{Contacts}/{made["id"]}";
        foreach (var known in (string[])[made.ETag!, $"W/{made.ETag}", $"\"other\", {made.ETag}", "*"])
        {
            var same = await Expect.Status(304, api.With("If-None-Match", known).Get(path));
            Assert.Equal("", same.Text);
            Assert.Equal(made.ETag, same.ETag);
        }

        foreach (var other in (string[])["\"other\"", "\"a\", \"b\"", made.ETag!.Trim('"')])
        {
            await Expect.Status(200, api.With("If-None-Match", other).Get(path));
        }

        await Expect.Status(200, api.Change(made["id"]!, """{"full_name":"Grace"}"""));
        await Expect.Status(200, api.With("If-None-Match", made.ETag!).Get(path));
    }

    [Fact]
    public async Task A_selection_shows_those_properties_only()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var id = await api.Make("""{"full_name":"Ada Lovelace","company":"Engines","title":"Countess"}""");
        var read = await Expect.Status(200, api.Get($"{Contacts}/{id}?select=company,last_name&select=city"));
        Assert.Equal("""{"company":"Engines","last_name":"Lovelace"}""", Sorted(read["default"]));
        Assert.Equal(id, read["id"]);
        var wrong = await Expect.Problem(400, "unknown_property", api.Get($"{Contacts}/{id}?select=compny"));
        Assert.Contains("'compny'", wrong["message"].ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0192d3a0-7c1e-7000-8000-000000000001")]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    public async Task An_id_of_nobody_is_a_404(string id)
    {
        var api = (await fixture.NewTeamAsync()).Member;
        await Expect.Problem(404, "not_found", api.Read(id));
        await Expect.Problem(404, "not_found", api.Change(id, "{}"));
        await Expect.Problem(404, "not_found", api.Delete($"{Contacts}/{id}"));
        await Expect.Problem(404, "not_found", api.Post($"{Contacts}/{id}/restore"));
        await Expect.Problem(404, "not_found", api.Post($"{Contacts}/{id}/duplicate"));
    }

    [Fact]
    public async Task An_id_that_is_no_UUID_is_a_404_of_the_API_or_of_the_host_beside_a_literal()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var host = await api.Read("nobody");
        Assert.Equal((404, ""), (host.Status, host.Text));
        await Expect.Problem(404, "not_found", api.Change("nobody", "{}"));
        await Expect.Problem(404, "not_found", api.Delete($"{Contacts}/nobody"));
        await Expect.Problem(404, "not_found", api.Post($"{Contacts}/nobody/restore"));
        await Expect.Problem(404, "not_found", api.Post($"{Contacts}/nobody/duplicate"));
    }

    [Fact]
    public async Task An_id_is_taken_in_upper_case_too()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var id = await api.Make("""{"full_name":"Ada"}""");
        Assert.Equal(id, (await Expect.Status(200, api.Read(id.ToUpperInvariant())))["id"]);
    }

    [Fact]
    public async Task A_contact_of_another_team_is_not_there()
    {
        var (one, other) = ((await fixture.NewTeamAsync()).Member, (await fixture.NewTeamAsync()).Member);
        var id = await one.Make("""{"full_name":"Ada"}""");
        await Expect.Problem(404, "not_found", other.Read(id));
        await Expect.Problem(404, "not_found", one.As(other.Key).Read(id));
    }

    private static string Sorted(JsonView values) =>
        "{" + string.Join(',', values.Names.Order(StringComparer.Ordinal).Select(n => $"\"{n}\":\"{values[n]}\"")) + "}";
}
