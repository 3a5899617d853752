using ContactsFunctions.Api.Tests.Harness;

namespace ContactsFunctions.Api.Tests.Prism;

public sealed class NameTests(ApiFixture fixture)
{
    [Theory]
    [InlineData("""{"full_name":"Ada King Lovelace"}""", "Ada King Lovelace", "Ada King", "Lovelace")]
    [InlineData("""{"full_name":"Ada"}""", "Ada", "Ada", null)]
    [InlineData("""{"first_name":"Ada"}""", "Ada", "Ada", null)]
    [InlineData("""{"last_name":"Lovelace"}""", "Lovelace", null, "Lovelace")]
    [InlineData("""{"first_name":"Ada","last_name":"Lovelace"}""", "Ada Lovelace", "Ada", "Lovelace")]
    [InlineData("""{"full_name":"The Countess","first_name":"Ada","last_name":"Lovelace"}""", "The Countess", "Ada", "Lovelace")]
    public async Task What_is_missing_is_derived(string values, string? full, string? first, string? last)
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var shown = await api.Values(await api.Make(values));
        Assert.Equal((full, first, last), (shown["full_name"], shown["first_name"], shown["last_name"]));
        await Expect.Status(200, api.Query("""{"query":{"filter":[{"full_name":{"exists":true}}]}}"""));
    }

    [Theory]
    [InlineData("""{"full_name":"Ada King"}""", """{"last_name":"Lovelace"}""", "Ada Lovelace", "Ada", "Lovelace")]
    [InlineData("""{"first_name":"Ada","last_name":"Lovelace"}""", """{"full_name":"Grace Hopper"}""", "Grace Hopper", "Grace", "Hopper")]
    [InlineData("""{"full_name":"The Countess","first_name":"Ada","last_name":"Lovelace"}""", """{"first_name":"Augusta"}""", "Augusta Lovelace", "Augusta", "Lovelace")]
    [InlineData("""{"full_name":"Ada Lovelace"}""", """{"last_name":null}""", "Ada", "Ada", null)]
    [InlineData("""{"full_name":"Ada Lovelace"}""", """{"full_name":null}""", null, null, null)]
    public async Task A_part_written_alone_drops_the_stored_whole_and_the_reverse(string before, string change, string? full, string? first, string? last)
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var id = await api.Make(before);
        var shown = (await Expect.Status(200, api.Change(id, change)))["default"];
        Assert.Equal((full, first, last), (shown["full_name"], shown["first_name"], shown["last_name"]));
    }

    [Fact]
    public async Task Filters_order_and_words_see_what_is_shown()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        await api.Make("""{"full_name":"Ada Lovelace"}""");
        await api.Make("""{"first_name":"Grace","last_name":"Hopper"}""");
        Assert.Equal("Ada Lovelace", await api.List("last_name=lovelace").Names());
        Assert.Equal("Grace Hopper", await api.List("full_name=grace+hopper").Names());
        Assert.Equal("Grace Hopper Ada Lovelace", await api.List("sort=last_name").Names());
        Assert.Equal("Grace Hopper", await api.List("q=hop").Names());
    }
}
