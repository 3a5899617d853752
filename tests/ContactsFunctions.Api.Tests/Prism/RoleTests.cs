using ContactsFunctions.Api.Tests.Harness;
using static ContactsFunctions.Api.Tests.Harness.ContactCalls;

namespace ContactsFunctions.Api.Tests.Prism;

public sealed class RoleTests(ApiFixture fixture)
{
    private const string Nobody = "/0192d3a0-7c1e-7000-8000-000000000001";

    [Theory]
    [InlineData("viewer", "GET", "")]
    [InlineData("viewer", "GET", Nobody)]
    [InlineData("viewer", "GET", "/count")]
    [InlineData("viewer", "GET", "/by/email/a@host.example")]
    [InlineData("viewer", "GET", "/properties")]
    [InlineData("viewer", "GET", "/properties/email")]
    [InlineData("viewer", "POST", "/query")]
    [InlineData("member", "POST", "")]
    [InlineData("member", "PATCH", Nobody)]
    [InlineData("member", "DELETE", Nobody)]
    [InlineData("member", "PUT", "/by/email/a@host.example")]
    [InlineData("member", "POST", "/import")]
    [InlineData("member", "POST", "/batch/update")]
    [InlineData("member", "POST", "/batch/delete")]
    [InlineData("member", "POST", Nobody + "/duplicate")]
    [InlineData("member", "POST", Nobody + "/restore")]
    [InlineData("admin", "DELETE", Nobody + "?permanent=true")]
    [InlineData("admin", "POST", "/properties")]
    [InlineData("admin", "PATCH", "/properties/score")]
    [InlineData("admin", "DELETE", "/properties/score")]
    public async Task An_operation_needs_its_role_and_a_credential(string role, string verb, string path)
    {
        var team = await fixture.NewTeamAsync();
        var clients = new[] { ("viewer", team.Viewer), ("member", team.Member), ("admin", team.Admin) };
        var needed = Array.FindIndex(clients, c => c.Item1 == role);
        for (var i = 0; i < clients.Length; i++)
        {
            var answer = await clients[i].Item2.Send(verb, Contacts + path, verb is "GET" or "DELETE" ? null : "{}"u8.ToArray(), "application/json");
            if (i < needed)
            {
                Assert.Contains(role, Expect.Problem(403, "forbidden", answer)["message"].ToString(), StringComparison.Ordinal);
            }
            else
            {
                Assert.True(answer.Status is not (401 or 403), answer.ToString());
            }
        }

        var other = await fixture.NewTeamAsync();
        foreach (var key in (string?[])[null, "nonsense", "ck_a_b_c", other.Admin.Key![..^1] + "x", team.Admin.Key!.Replace(team.Id, "nobody", StringComparison.Ordinal)])
        {
            var refused = await Expect.Problem(401, "unauthorized", team.Admin.As(key).Send(verb, Contacts + path));
            Assert.Equal("Bearer", refused.Header("WWW-Authenticate"));
        }

        await Expect.Problem(404, "not_found", team.Admin.As(other.Admin.Key).Send(verb, Contacts + path));
    }

    [Fact]
    public async Task A_key_is_sent_as_bearer_or_as_x_api_key()
    {
        var api = (await fixture.NewTeamAsync()).Viewer;
        await Expect.Status(200, api.List());
        await Expect.Status(200, api.As(null).With("Authorization", $"Bearer {api.Key}").List());
        await Expect.Status(200, api.As(null).With("Authorization", $"bearer {api.Key}").List());
        await Expect.Status(401, api.As(null).With("Authorization", $"Basic {api.Key}").List());
        await Expect.Status(401, api.As(null).With("Authorization", api.Key!).List());
    }
}
