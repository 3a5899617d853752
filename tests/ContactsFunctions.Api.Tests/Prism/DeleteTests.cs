using ContactsFunctions.Api.Tests.Harness;
using static ContactsFunctions.Api.Tests.Harness.ContactCalls;

namespace ContactsFunctions.Api.Tests.Prism;

public sealed class DeleteTests(ApiFixture fixture)
{
    [Fact]
    public async Task A_deleted_contact_is_out_of_every_read_and_change()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var id = await api.Make("""{"full_name":"Ada","email":"a@host.example"}""");
        var gone = await api.Remove(id);
        Assert.Equal("", gone.Text);

        await Expect.Problem(404, "not_found", api.Read(id));
        await Expect.Problem(404, "not_found", api.Change(id, "{}"));
        await Expect.Problem(404, "not_found", api.Post($"{Contacts}/{id}/duplicate"));
        await Expect.Problem(404, "not_found", api.Find("email", "a@host.example"));
        Assert.Equal("", await api.List().Names());
        Assert.Equal("", await api.Query("{}").Names());
        Assert.Equal(0, (await api.Get(Contacts + "/count"))["total"].Int);
        await Expect.Status(204, api.Delete($"{Contacts}/{id}"));
    }

    [Fact]
    public async Task The_deleted_are_listed_when_asked_for_and_carry_when()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var id = await api.Make("""{"full_name":"Ada"}""");
        await api.Make("""{"full_name":"Grace"}""");
        await api.Remove(id);
        Assert.Equal("Ada Grace", await api.List("deleted=true&sort=full_name").Names());
        Assert.Equal("Ada Grace", await api.Query("""{"deleted":true,"query":{"sort":[{"full_name":"asc"}]}}""").Names());
        Assert.Equal("Ada", await api.Query("""{"deleted":true,"query":{"filter":[{"deleted_at":{"exists":true}}]}}""").Names());
        Assert.Equal("Grace", await api.List("deleted=false").Names());
        Assert.False((await api.List("deleted=true&full_name=Ada"))["data"][0]["properties"]["deleted_at"].IsMissing);
    }

    [Fact]
    public async Task Restoring_brings_it_back_with_its_values()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var id = await api.Make("""{"full_name":"Ada","email":"a@host.example"}""");
        await api.Remove(id);
        var restored = await Expect.Status(200, api.Post($"{Contacts}/{id}/restore"));
        Assert.Equal("Ada", restored["default"]["full_name"]);
        Assert.True(restored["default"]["deleted_at"].IsMissing);
        Assert.NotNull(restored.ETag);
        Assert.Equal(id, (await api.Find("email", "a@host.example"))["id"]);

        var again = await Expect.Status(200, api.Post($"{Contacts}/{id}/restore"));
        Assert.Equal(restored.ETag, again.ETag);
    }

    [Fact]
    public async Task Deleting_frees_a_unique_value_and_restoring_is_a_conflict_once_somebody_has_it()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var first = await api.Make("""{"email":"a@host.example","external_id":"X"}""");
        await api.Remove(first);
        var second = await api.Make("""{"email":"a@host.example"}""");
        var taken = await Expect.Problem(409, "unique_value_taken", api.Post($"{Contacts}/{first}/restore"));
        Assert.Equal((second, "email"), (taken["holder"], taken["property"]));
        await Expect.Status(200, api.Change(second, """{"email":null}"""));
        await Expect.Status(200, api.Post($"{Contacts}/{first}/restore"));
    }

    [Fact]
    public async Task If_Match_must_hold()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var made = await api.Create("{}");
        var changed = await Expect.Status(200, api.Change(made["id"]!, """{"city":"x"}"""));
        var path = $"{Contacts}/{made["id"]}";
        await Expect.Problem(412, "precondition_failed", api.With("If-Match", made.ETag!).Delete(path));
        await Expect.Status(200, api.Get(path));
        await Expect.Status(204, api.With("If-Match", $"\"x\", {changed.ETag}").Delete(path));
        await Expect.Problem(404, "not_found", api.Get(path));
    }

    [Fact]
    public async Task An_admin_erases_for_good_also_what_is_deleted()
    {
        var team = await fixture.NewTeamAsync();
        var (alive, deleted) = (await team.Member.Make("""{"email":"a@host.example"}"""), await team.Member.Make("{}"));
        await team.Member.Remove(deleted);
        await Expect.Problem(403, "forbidden", team.Member.Delete($"{Contacts}/{alive}?permanent=true"));
        await Expect.Status(200, team.Member.Read(alive));
        foreach (var id in (string[])[alive, deleted])
        {
            await Expect.Status(204, team.Admin.Delete($"{Contacts}/{id}?permanent=true"));
            await Expect.Problem(404, "not_found", team.Admin.Post($"{Contacts}/{id}/restore"));
            await Expect.Problem(404, "not_found", team.Admin.Delete($"{Contacts}/{id}?permanent=true"));
        }

        Assert.Equal("", await team.Admin.List("deleted=true").Names());
        await team.Member.Make("""{"email":"a@host.example"}""");
        await Expect.Problem(400, "invalid_parameter", team.Admin.Delete($"{Contacts}/{alive}?permanent=perhaps"));
    }
}
