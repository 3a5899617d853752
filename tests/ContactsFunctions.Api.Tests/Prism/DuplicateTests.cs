using ContactsFunctions.Api.Tests.Harness;
using static ContactsFunctions.Api.Tests.Harness.ContactCalls;

namespace ContactsFunctions.Api.Tests.Prism;

public sealed class DuplicateTests(ApiFixture fixture)
{
    [Fact]
    public async Task A_copy_has_everything_but_the_unique_values()
    {
        var team = await fixture.NewTeamAsync();
        await team.Admin.Define("badge", "TEXT", "\"unique\":true");
        await team.Admin.Define("score", "NUMBER");
        const string List = "0192d3a0-7c1e-7000-8000-00000000000a";
        var made = await Expect.Status(201, team.Member.Post(Contacts,
            $$$$"""{"default":{"full_name":"Ada","email":"a@host.example","phone":"(415) 555-1234","external_id":"X","badge":"B","score":5,"tags":["t"]},"list":{"{{{{List}}}}":{"score":7}}}"""));

        var copy = await Expect.Status(201, team.Member.Post($"{Contacts}/{made["id"]}/duplicate"));

        Assert.NotEqual(made["id"].ToString(), copy["id"]);
        Assert.Equal($"/v2/prism/{team.Id}/contact/{copy["id"]}", copy.Header("Location"));
        Assert.NotNull(copy.ETag);
        Assert.Equal(("Ada", "+14155551234", "5", "[\"t\"]"), (copy["default"]["full_name"], copy["default"]["phone"], copy["default"]["score"], copy["default"]["tags"]));
        Assert.Equal("7", copy["list"][List]["score"]);
        foreach (var slug in (string[])["email", "external_id", "badge"])
        {
            Assert.True(copy["default"][slug].IsMissing, slug);
        }

        Assert.Equal(made.Text, (await team.Member.Read(made["id"]!)).Text);
        Assert.Equal(copy.Text, (await team.Member.Read(copy["id"]!)).Text);
    }
}
